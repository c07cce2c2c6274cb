import { Link, useLocation, useParams } from '@tanstack/react-router';
import { type ComponentType, type RefObject, useEffect, useRef, useState } from 'react';
import { enterRoom } from '../locales/language.ts';
import { SearchField } from '../ui/Field.tsx';
import { Icon } from '../ui/Icon.tsx';
import { useShortcuts } from '../ui/keys/Shortcuts.tsx';
import { onDemand } from '../ui/onDemand.tsx';
import { Page } from '../ui/Page.tsx';
import { useWords } from '../ui/words.ts';
import { About } from './About.tsx';
import { AuditLog } from './AuditLog.tsx';
import { Company } from './Company.tsx';
import { Data } from './Data.tsx';
import { Fields } from './fields/Fields.tsx';
import { Me } from './Me.tsx';
import { type SettingsPageId, settingsPages } from './pages.ts';
import { Tags } from './Tags.tsx';
import { Team } from './Team.tsx';
import { Tokens } from './Tokens.tsx';
import { findTopics, pageLooks } from './topics.ts';

const Privacy = onDemand(async () => {
  const [page] = await Promise.all([import('./privacy/Privacy.tsx'), enterRoom('privacy')]);
  return page;
});

const Connections = onDemand(async () => {
  const [page] = await Promise.all([
    import('./connections/Connections.tsx'),
    enterRoom('connections'),
  ]);
  return page;
});

const CaptureRules = onDemand(async () => {
  const [page] = await Promise.all([
    import('./connections/CaptureRules.tsx'),
    enterRoom('connections'),
  ]);
  return page;
});
const Writing = onDemand(async () => {
  const [page] = await Promise.all([
    import('./Writing.tsx'),
    enterRoom('writing'),
    enterRoom('outgoing'),
  ]);
  return page;
});
const Forms = onDemand(async () => {
  const [page] = await Promise.all([import('./forms/Forms.tsx'), enterRoom('forms')]);
  return page;
});
const Booking = onDemand(async () => {
  const [page] = await Promise.all([import('./Booking.tsx'), enterRoom('booking')]);
  return page;
});
const OwnInterests = onDemand(async () => {
  const [page] = await Promise.all([
    import('../understand/interests/OwnInterests.tsx'),
    enterRoom('ground'),
  ]);
  return page;
});
const LearntActions = onDemand(async () => {
  const [page] = await Promise.all([
    import('../understand/actions/LearntActions.tsx'),
    enterRoom('actions'),
  ]);
  return page;
});
const InterestNodes = onDemand(async () => {
  const [page] = await Promise.all([
    import('../understand/interests/TaxonomyPage.tsx'),
    enterRoom('ground'),
  ]);
  return page;
});
const Hooks = onDemand(() => import('./hooks/Hooks.tsx'));

const contents: Record<SettingsPageId, ComponentType> = {
  me: Me,
  interests: OwnInterests,
  learnt: LearntActions,
  team: Team,
  fields: Fields,
  tags: Tags,
  'interest-nodes': InterestNodes,
  tokens: Tokens,
  hooks: Hooks,
  forms: Forms,
  booking: Booking,
  company: Company,
  connections: Connections,
  'capture-rules': CaptureRules,
  writing: Writing,
  privacy: Privacy,
  data: Data,
  audit: AuditLog,
  about: About,
};

/** The pages of the settings beside each other, and one search over all of them. */
export function SettingsPage() {
  const say = useWords();
  const { page = 'me' } = useParams({ strict: false });
  const id = page as SettingsPageId;
  const [typed, setTyped] = useState('');
  const search = useRef<HTMLInputElement>(null);
  const Content = contents[id];
  useHashTarget(id);
  return (
    <Page title={say(pageLooks[id].title)}>
      <SearchKey input={search} />
      <div className="flex w-full max-w-[960px] flex-col gap-16 desktop:flex-row desktop:gap-32">
        <div className="flex flex-col gap-12 desktop:w-[200px] desktop:shrink-0">
          <SearchField
            label={say('settings.search')}
            value={typed}
            onChange={setTyped}
            inputRef={search}
          />
          <nav aria-label={say('settings.pages')}>
            <ul className="flex flex-wrap gap-4 desktop:flex-col">
              {settingsPages.map((one) => (
                <li key={one}>
                  <Link
                    to="/settings/$page"
                    params={{ page: one }}
                    onClick={() => setTyped('')}
                    {...(one === id && typed === '' ? { 'aria-current': 'page' as const } : {})}
                    className="flex min-h-control items-center gap-8 rounded-control px-8 text-text-2 no-underline hover:bg-sunken aria-[current=page]:bg-accent-soft aria-[current=page]:font-medium aria-[current=page]:text-accent-text"
                  >
                    <Icon name={pageLooks[one].icon} />
                    {say(pageLooks[one].title)}
                  </Link>
                </li>
              ))}
            </ul>
          </nav>
        </div>
        <div className="min-w-0 max-w-[680px] flex-1">
          {typed.trim() === '' ? (
            <Content />
          ) : (
            <Found typed={typed} onChosen={() => setTyped('')} />
          )}
        </div>
      </div>
    </Page>
  );
}

function Found({ typed, onChosen }: { typed: string; onChosen: () => void }) {
  const say = useWords();
  const found = findTopics(typed, ({ title, words }) => `${say(title)} ${say(words)}`);
  return (
    <div className="flex flex-col gap-8">
      <p role="status" className="text-sm text-text-2">
        {say('settings.search.found', { count: found.length })}
      </p>
      <ul className="flex flex-col gap-4">
        {found.map(({ id, page, title, words }) => (
          <li key={id}>
            <Link
              to="/settings/$page"
              params={{ page }}
              hash={id}
              onClick={onChosen}
              className="flex flex-col rounded-control border border-border bg-surface px-card-x py-card-y text-text no-underline hover:bg-sunken"
            >
              <b className="font-medium">{say(title)}</b>
              <span className="text-sm text-text-2">
                {`${say(pageLooks[page].title)} · ${say(words)}`}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}

/**
 * Here `/` looks through the settings instead of everything. The keys of whoever offers them last win,
 * and on the first page after loading the shell offers its own after ours; hence a moment later.
 */
function SearchKey({ input }: { input: RefObject<HTMLInputElement | null> }) {
  const say = useWords();
  const [isSettled, setSettled] = useState(false);
  useEffect(() => setSettled(true), []);
  useShortcuts(
    isSettled
      ? [
          {
            id: 'settings.search',
            keys: '/',
            label: say('settings.search'),
            group: say('app.nav.settings'),
            run: () => input.current?.focus(),
          },
        ]
      : [],
  );
  return null;
}

/** An address such as `/settings/me#password` leads to its section, also when that is still loading. */
function useHashTarget(page: SettingsPageId): void {
  const { hash } = useLocation();
  useEffect(() => {
    if (hash === '') return;
    const look = (left: number) => {
      const section = document.getElementById(hash);
      if (section) {
        section.scrollIntoView({ block: 'start' });
        section.focus({ preventScroll: true });
      } else if (left > 0 && page) timer = setTimeout(() => look(left - 1), 100);
    };
    let timer = setTimeout(() => look(20), 50);
    return () => clearTimeout(timer);
  }, [hash, page]);
}
