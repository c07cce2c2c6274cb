import type { MailProvider } from '../../../shared/interact/mail-servers.ts';
import type {
  CaptureRuleView,
  FolderRole,
  LeftOutReason,
  ParkedReason,
} from '../../../shared/interact/mailboxes.ts';
import type { ActivityVisibility } from '../../../shared/platform/access.ts';
import type {
  ConnectionProblem,
  ConnectionView,
  DavSettings,
  IcsSettings,
  ImapSettings,
} from '../../../shared/platform/connections.ts';
import type { MessageId } from '../../locales/ids.ts';
import type { Say } from '../../ui/words.ts';

const problemWords: Record<ConnectionProblem, MessageId> = {
  address: 'connections.problem.address',
  port: 'connections.problem.port',
  'unknown host': 'connections.problem.unknownHost',
  private: 'connections.problem.private',
  'no answer': 'connections.problem.noAnswer',
  certificate: 'connections.problem.certificate',
  'too slow': 'connections.problem.tooSlow',
  'too large': 'connections.problem.tooLarge',
  'sign-in refused': 'connections.problem.signInRefused',
  'not encrypted': 'connections.problem.notEncrypted',
  'not understood': 'connections.problem.notUnderstood',
  'sign in needed': 'connections.problem.signInNeeded',
  'token refused': 'connections.problem.tokenRefused',
  'client refused': 'connections.problem.clientRefused',
  'secret lost': 'connections.problem.secretLost',
  'owner cannot write': 'connections.problem.ownerCannotWrite',
  failed: 'connections.problem.failed',
};

/** Where a calendar's server is asked otherwise than a mail server. */
const calendarProblemWords: Partial<Record<ConnectionProblem, MessageId>> = {
  address: 'connections.calendar.problem.address',
  port: 'connections.calendar.problem.port',
  'no answer': 'connections.calendar.problem.noAnswer',
  'too large': 'connections.calendar.problem.tooLarge',
  'too slow': 'connections.calendar.problem.tooSlow',
  'sign-in refused': 'connections.calendar.problem.signInRefused',
  'not understood': 'connections.calendar.problem.notUnderstood',
  failed: 'connections.calendar.problem.failed',
};
const bookProblemWords: Partial<Record<ConnectionProblem, MessageId>> = {
  ...calendarProblemWords,
  port: 'connections.book.problem.port',
  'too large': 'connections.book.problem.tooLarge',
  'not understood': 'connections.book.problem.notUnderstood',
  failed: 'connections.book.problem.failed',
};
const linkProblemWords: Partial<Record<ConnectionProblem, MessageId>> = {
  ...calendarProblemWords,
  'sign-in refused': 'connections.link.problem.refused',
  'not understood': 'connections.link.problem.notUnderstood',
  'secret lost': 'connections.link.problem.lost',
};

const feedProblemWords: Partial<Record<ConnectionProblem, MessageId>> = {
  address: 'connections.feed.problem.address',
  port: 'connections.calendar.problem.port',
  'no answer': 'connections.feed.problem.noAnswer',
  'too large': 'connections.feed.problem.tooLarge',
  'too slow': 'connections.feed.problem.noAnswer',
  'not understood': 'connections.feed.problem.notUnderstood',
  failed: 'connections.feed.problem.failed',
};

function serverOf({ settings }: Pick<ConnectionView, 'settings'>): { host: string; port: string } {
  const { host, url } = settings as Partial<DavSettings & IcsSettings>;
  const place = URL.parse(
    url && /^[a-z][a-z0-9+.-]*:\/\//i.test(url) ? url : `https://${url ?? host ?? ''}`,
  );
  return {
    host: place?.hostname ?? url ?? '–',
    port: place?.port || (place?.protocol === 'http:' ? '80' : '443'),
  };
}

/** The settings of a mailbox; what another kind of connection has of them. */
export const settingsOf = ({ settings }: Pick<ConnectionView, 'settings'>) =>
  settings as Partial<ImapSettings>;

/** What is wrong and what to do about it. */
export function problemSentence(
  say: Say,
  problem: ConnectionProblem,
  connection: Pick<ConnectionView, 'kind' | 'settings'>,
  owner: string,
): string {
  if (connection.kind === 'feed')
    return say(feedProblemWords[problem] ?? problemWords[problem], {
      ...serverOf({ settings: { url: connection.settings.address } }),
      owner,
    });
  if (connection.kind !== 'imap') {
    const words = {
      caldav: calendarProblemWords,
      carddav: bookProblemWords,
      ics: linkProblemWords,
    }[connection.kind];
    return say(words[problem] ?? problemWords[problem], { ...serverOf(connection), owner });
  }
  const { host = '–', port } = settingsOf(connection);
  return say(problemWords[problem], { host, port: String(port ?? '–'), owner });
}

/** Those that a new password may mend. */
export function isAboutPassword(problem: ConnectionProblem | null): boolean {
  return problem === 'sign-in refused' || problem === 'secret lost';
}

const reachWords: Record<ActivityVisibility, { name: MessageId; effect: MessageId }> = {
  everyone: { name: 'connections.reach.everyone', effect: 'connections.reach.everyone.effect' },
  team: { name: 'connections.reach.team', effect: 'connections.reach.team.effect' },
  headers: { name: 'connections.reach.headers', effect: 'connections.reach.headers.effect' },
  private: { name: 'connections.reach.private', effect: 'connections.reach.private.effect' },
};

/** The same of a calendar: when somebody is busy is not yet what about. */
const calendarReachWords: typeof reachWords = {
  everyone: {
    name: 'connections.reach.everyone',
    effect: 'connections.calendar.reach.everyone.effect',
  },
  team: { name: 'connections.reach.team', effect: 'connections.calendar.reach.team.effect' },
  headers: {
    name: 'connections.calendar.reach.headers',
    effect: 'connections.calendar.reach.headers.effect',
  },
  private: {
    name: 'connections.reach.private',
    effect: 'connections.calendar.reach.private.effect',
  },
};

/** An address book is shared as a whole or not: of people there is nothing like a busy time. */
const bookReachWords: typeof reachWords = {
  everyone: {
    name: 'connections.reach.everyone',
    effect: 'connections.book.reach.everyone.effect',
  },
  team: { name: 'connections.reach.team', effect: 'connections.book.reach.team.effect' },
  headers: { name: 'connections.reach.everyone', effect: 'connections.book.reach.everyone.effect' },
  private: {
    name: 'connections.reach.private',
    effect: 'connections.book.reach.private.effect',
  },
};

/** What a connection brings, by which its words are chosen. */
export type Source = 'mail' | 'calendar' | 'book';

export const sourceOf = (kind: ConnectionView['kind']): Source =>
  kind === 'imap' ? 'mail' : kind === 'carddav' ? 'book' : 'calendar';

export const reachWordsOf = (source: Source) =>
  ({ mail: reachWords, calendar: calendarReachWords, book: bookReachWords })[source];

/** How its page and its form speak of it. */
export const sourceWords = {
  mail: {
    looking: 'connections.looking',
    coming: 'connections.sum.coming',
    right: 'connections.sum.right',
    wrong: 'connections.sum.wrong.words',
    parts: 'connections.folders',
    partsWords: 'connections.folders.words',
    part: 'connections.folder',
    notHere: 'connections.notHere.words',
    remove: 'connections.remove.ask',
    reach: 'connections.reach',
    reachWords: 'connections.reach.words',
  },
  calendar: {
    looking: 'connections.calendar.looking',
    coming: 'connections.calendar.coming',
    right: 'connections.calendar.right',
    wrong: 'connections.calendar.wrong.words',
    parts: 'connections.calendars',
    partsWords: 'connections.calendars.words',
    part: 'connections.calendar',
    notHere: 'connections.calendar.notHere.words',
    remove: 'connections.calendar.remove.ask',
    reach: 'connections.calendar.reach',
    reachWords: 'connections.calendar.reach.words',
  },
  book: {
    looking: 'connections.book.looking',
    coming: 'connections.book.coming',
    right: 'connections.book.right',
    wrong: 'connections.book.wrong.words',
    parts: 'connections.books',
    partsWords: 'connections.books.words',
    part: 'connections.book',
    notHere: 'connections.book.notHere.words',
    remove: 'connections.book.remove.ask',
    reach: 'connections.book.reach',
    reachWords: 'connections.book.reach.words',
  },
} satisfies Record<Source, Record<string, MessageId>>;

/** What a provider wants before its mailboxes open, and where to get it. */
export const providerWords: Record<
  MailProvider,
  { name: string; words: MessageId; link?: string; isClosed?: true }
> = {
  gmail: {
    name: 'Gmail',
    words: 'connections.provider.gmail',
    link: 'https://myaccount.google.com/apppasswords',
  },
  microsoft: {
    name: 'Microsoft',
    words: 'connections.provider.microsoft',
  },
  icloud: {
    name: 'iCloud',
    words: 'connections.provider.icloud',
    link: 'https://account.apple.com/account/manage',
  },
  yahoo: {
    name: 'Yahoo',
    words: 'connections.provider.yahoo',
    link: 'https://login.yahoo.com/account/security',
  },
  aol: {
    name: 'AOL',
    words: 'connections.provider.yahoo',
    link: 'https://login.aol.com/account/security',
  },
  fastmail: {
    name: 'Fastmail',
    words: 'connections.provider.fastmail',
    link: 'https://app.fastmail.com/settings/security',
  },
  gmx: { name: 'GMX', words: 'connections.provider.gmx' },
  'web.de': { name: 'WEB.DE', words: 'connections.provider.gmx' },
  't-online': { name: 'T-Online', words: 'connections.provider.telekom' },
  ionos: { name: 'IONOS', words: 'connections.provider.usual' },
  strato: { name: 'STRATO', words: 'connections.provider.usual' },
  posteo: { name: 'Posteo', words: 'connections.provider.usual' },
  'mailbox.org': { name: 'mailbox.org', words: 'connections.provider.usual' },
  proton: { name: 'Proton Mail', words: 'connections.provider.proton', isClosed: true },
};

export const roleWords: Record<FolderRole, MessageId> = {
  inbox: 'connections.folder.inbox',
  sent: 'connections.folder.sent',
  archive: 'connections.folder.archive',
  all: 'connections.folder.all',
  drafts: 'connections.folder.drafts',
  junk: 'connections.folder.junk',
  trash: 'connections.folder.trash',
  flagged: 'connections.folder.flagged',
};

export const leftOutWords: Record<LeftOutReason, MessageId> = {
  rule: 'connections.leftOut.rule',
  draft: 'connections.leftOut.draft',
  erased: 'connections.leftOut.erased',
  digest: 'connections.leftOut.digest',
  'not a meeting': 'connections.leftOut.notMeeting',
  'not a contact': 'connections.leftOut.notContact',
  'known to others': 'connections.leftOut.knownToOthers',
  'deleted here': 'connections.leftOut.deletedHere',
};

export const parkedWords: Record<ParkedReason, MessageId> = {
  'too large': 'connections.parked.tooLarge',
  'no date': 'connections.parked.noDate',
  'not a message': 'connections.parked.notMessage',
  'not delivered': 'connections.parked.notDelivered',
  unreadable: 'connections.parked.unreadable',
  failed: 'connections.parked.failed',
  'changed on both sides': 'connections.parked.bothSides',
  refused: 'connections.parked.refused',
};

export const ruleWords: Record<CaptureRuleView['kind'], { name: MessageId; effect: MessageId }> = {
  address: { name: 'connections.rule.address', effect: 'connections.rule.address.effect' },
  domain: { name: 'connections.rule.domain', effect: 'connections.rule.domain.effect' },
  word: { name: 'connections.rule.word', effect: 'connections.rule.word.effect' },
  label: { name: 'connections.rule.label', effect: 'connections.rule.label.effect' },
};
