import type { MessageId } from '../locales/ids.ts';
import type { IconName } from '../ui/icons.ts';
import type { Keys } from '../ui/keys/chords.ts';

/** A box is whatever one types into. */
export type ControlRole = 'button' | 'link' | 'menuitem' | 'radio' | 'checkbox' | 'option' | 'box';

/**
 * A control of a screen, by what it is called there. The name is the message the screen itself shows, so that
 * a renamed button is called so in its guide at once, and one that is gone makes the test of the guide fail.
 */
export interface Control {
  role: ControlRole;
  name: MessageId;
}

/** One of several alike, such as a row of a list. */
export interface Some {
  role: ControlRole;
  /** What contains them. */
  within: string;
}

/** `until`: the same again, until this is there. */
export type Step =
  | { keys: Keys }
  | { press: Control; until?: Control }
  | { write: Control | Some; what: MessageId; trial: string | { say: MessageId } }
  | { pick: Some; what: MessageId }
  | { see: Control };

export interface Guide {
  id: string;
  icon: IconName;
  title: MessageId;
  lead: MessageId;
  /** Other words by which people look for it. */
  find: MessageId;
  /** The page on which it begins. */
  at: string;
  steps: readonly Step[];
  /** Something that is typed where the server runs. */
  command?: string;
}

const guide = <const Id extends string>(id: Id, icon: IconName, at: string, ...steps: Step[]) => ({
  id,
  icon,
  at,
  steps,
  title: `help.guide.${id}` as const,
  lead: `help.guide.${id}.lead` as const,
  find: `help.guide.${id}.find` as const,
});

const press = (role: ControlRole, name: MessageId): Step => ({ press: { role, name } });
const write = (name: MessageId, what: MessageId, trial: string | { say: MessageId }): Step => ({
  write: { role: 'box', name },
  what,
  trial,
});
const somebody: Step = {
  pick: { role: 'link', within: '[data-row]' },
  what: 'help.what.somebody',
};

/** How the tasks of the day are done, each a few steps on the running screens. */
export const guides = [
  guide(
    'capture',
    'add',
    '/people',
    { keys: 'C' },
    write('capture.label', 'help.what.sentence', 'Called Aaliyah Adams about the offer'),
    press('button', 'capture.save'),
  ),
  guide(
    'task',
    'task',
    '/today',
    press('button', 'tasks.add'),
    write('tasks.box.label', 'help.what.task', 'Call Aaliyah on Tuesday at 10'),
    press('button', 'tasks.save'),
  ),
  guide('inbox', 'inbox', '/inbox', press('button', 'inbox.done'), press('button', 'ui.undo')),
  guide(
    'write',
    'mailOut',
    '/outgoing',
    press('button', 'outgoing.write'),
    write('outgoing.subject', 'help.what.subject', 'Oak boards'),
    { see: { role: 'button', name: 'outgoing.later' } },
  ),
  guide(
    'template',
    'edit',
    '/settings/writing',
    press('button', 'writing.templates.new'),
    write('writing.templates.name', 'help.what.name', 'Oak boards'),
    { see: { role: 'button', name: 'writing.placeholder' } },
  ),
  guide(
    'meeting',
    'calendar',
    '/calendar',
    press('button', 'calendar.new'),
    write('calendar.about', 'help.what.about', 'Oak boards'),
    { see: { role: 'button', name: 'calendar.save' } },
  ),
  guide('freeTimes', 'copy', '/calendar', press('button', 'calendar.free')),
  guide('undo', 'undo', '/people', { keys: 'Mod+Z' }),
  guide(
    'find',
    'search',
    '/people',
    { keys: 'Mod+K' },
    write('app.palette', 'help.what.part', 'Aaliyah'),
    { pick: { role: 'option', within: '[role=listbox]' }, what: 'help.what.hit' },
  ),
  guide(
    'add',
    'personAdd',
    '/people',
    press('button', 'identify.new.person'),
    write('identify.field.name', 'help.what.name', 'Ines Windischgraetz'),
    press('button', 'ui.add'),
  ),
  guide('import', 'import', '/people', press('link', 'app.nav.import'), {
    see: { role: 'button', name: 'import.drop.files' },
  }),
  guide(
    'filter',
    'filter',
    '/people',
    press('button', 'ui.filter.first'),
    write('ui.filter.field', 'help.what.field', { say: 'identify.field.name' }),
    { pick: { role: 'option', within: '[role=listbox]' }, what: 'help.what.hit' },
    write('ui.filter.value', 'help.what.value', 'Adams'),
    { keys: 'Enter' },
  ),
  guide(
    'view',
    'star',
    '/people',
    press('button', 'lists.views'),
    press('menuitem', 'lists.views.saveAs'),
    write('lists.views.name', 'help.what.viewName', 'Graz'),
    press('button', 'ui.save'),
  ),
  guide('why', 'told', '/people', somebody, {
    pick: { role: 'button', within: '[data-source]' },
    what: 'help.what.mark',
  }),
  guide(
    'correct',
    'edit',
    '/people',
    somebody,
    { pick: { role: 'button', within: '[data-part=facts] [data-fact]' }, what: 'help.what.fact' },
    {
      write: { role: 'box', within: '[data-part=facts] form' },
      what: 'help.what.right',
      trial: '+43 660 7654321',
    },
    press('button', 'identify.save'),
  ),
  guide('tie', 'connection', '/people', somebody, press('button', 'ties.add')),
  guide(
    'history',
    'history',
    '/people',
    somebody,
    {
      pick: { role: 'button', within: '[data-record-acts]' },
      what: 'help.what.more',
    },
    press('menuitem', 'identify.history'),
  ),
  guide(
    'merge',
    'copy',
    '/people',
    press('link', 'duplicates.title'),
    press('button', 'duplicates.merge'),
    press('button', 'ui.undo'),
  ),
  guide(
    'export',
    'download',
    '/people',
    press('button', 'identify.export'),
    press('button', 'identify.export.download'),
  ),
  guide('everything', 'folder', '/settings/data', press('button', 'settings.data.begin')),
  {
    ...guide('backup', 'shield', '/settings/about'),
    command: 'node bin/rapport.js backup rapport.backup',
  },
  guide(
    'mailbox',
    'mail',
    '/settings/connections',
    press('button', 'connections.connect'),
    write('connections.address', 'help.what.address', 'ada.kettle@gmail.com'),
    press('button', 'connections.find'),
    { see: { role: 'box', name: 'connections.password' } },
  ),
  guide(
    'neverCapture',
    'filter',
    '/settings/capture-rules',
    write('connections.rules.value', 'help.what.privateAddress', 'anna@familie.example'),
    press('button', 'connections.rules.add'),
  ),
  guide(
    'fields',
    'columns',
    '/settings/fields',
    press('button', 'settings.fields.addPerson'),
    write('settings.fields.label', 'help.what.fieldName', 'Favourite drink'),
    press('button', 'ui.add'),
  ),
  guide(
    'invite',
    'people',
    '/settings/team',
    write('app.field.email', 'help.what.address', 'ben@kettle.example'),
    press('button', 'settings.invitations.do'),
  ),
  guide(
    'team',
    'people',
    '/settings/team',
    write('settings.teams.new', 'help.what.teamName', 'South'),
    press('button', 'settings.teams.add'),
  ),
  guide(
    'token',
    'key',
    '/settings/tokens',
    write('settings.tokens.name', 'help.what.purpose', 'Newsletter'),
    press('button', 'settings.tokens.do'),
  ),
  guide(
    'telephone',
    'call',
    '/settings/hooks',
    write('hooks.name', 'help.what.systemName', 'Our exchange'),
    press('button', 'hooks.make'),
  ),
  guide(
    'webForm',
    'document',
    '/settings/forms',
    press('button', 'forms.new'),
    write('forms.title', 'help.what.formTitle', 'Contact us'),
    { see: { role: 'button', name: 'forms.make' } },
  ),
  guide('booking', 'calendar', '/settings/booking', {
    see: { role: 'checkbox', name: 'booking.on' },
  }),
  guide('look', 'moon', '/settings/me', press('radio', 'app.theme.dark')),
  guide('audit', 'shield', '/settings/audit', press('button', 'settings.audit.verify')),
  guide('second', 'lock', '/settings/me', press('button', 'settings.second.setup'), {
    see: { role: 'box', name: 'settings.second.code' },
  }),
  guide(
    'words',
    'strategy',
    '/strategy',
    press('link', 'strategy.start'),
    { pick: { role: 'radio', within: 'main' }, what: 'help.what.nearest' },
    {
      press: { role: 'button', name: 'strategy.start.next' },
      until: { role: 'button', name: 'strategy.adopt' },
    },
    press('button', 'strategy.adopt'),
  ),
] as const satisfies Guide[];

export type GuideId = (typeof guides)[number]['id'];

export const guideOf = (id: GuideId): Guide => guides.find((one) => one.id === id)!;
