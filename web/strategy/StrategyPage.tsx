import { useQuery } from '@tanstack/react-query';
import { Link, useRouter, useSearch } from '@tanstack/react-router';
import { type ReactNode, useRef, useState } from 'react';
import { differences } from '../../shared/strategy/differences.ts';
import { saidIn } from '../../shared/strategy/said.ts';
import type { StrategyDraft, StrategyView } from '../../shared/strategy/strategy.ts';
import { templates } from '../../shared/strategy/templates.ts';
import { roleName } from '../../shared/strategy/words.ts';
import { spokenLanguage } from '../app/ownWords.ts';
import { Button, buttonClass } from '../ui/Button.tsx';
import { useShortcuts } from '../ui/keys/Shortcuts.tsx';
import { Menu } from '../ui/Menu.tsx';
import { Notice } from '../ui/Notice.tsx';
import { Page } from '../ui/Page.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { Tabs } from '../ui/Tabs.tsx';
import { toast } from '../ui/toast.ts';
import { useLocale, useWords } from '../ui/words.ts';
import { Changes } from './Changes.tsx';
import { draftQuery, strategyQuery } from './queries.ts';
import { Reading } from './Reading.tsx';
import { Steps } from './Steps.tsx';
import { type Drafting, useDraft } from './useDraft.ts';
import { Versions } from './Versions.tsx';
import { versionName } from './versionName.ts';

/** How the company wants to treat whom, and what in the tool follows from it. */
export function StrategyPage() {
  const say = useWords();
  const current = useQuery(strategyQuery);
  const drafted = useQuery(draftQuery);
  const problem = current.error ?? drafted.error;
  const retry = () => void Promise.all([current.refetch(), drafted.refetch()]);
  if (!current.data || !drafted.data)
    return (
      <Page title={say('app.nav.strategy')}>
        {problem ? (
          <Notice
            tone="bad"
            actions={
              <Button size="small" icon="refresh" onPress={retry}>
                {say('app.failure.again')}
              </Button>
            }
          >
            {problem.message}
          </Notice>
        ) : (
          <Skeleton shape="text" rows={6} />
        )}
      </Page>
    );
  return current.data.can.draft ? (
    <Writing current={current.data} draft={drafted.data.draft} />
  ) : (
    <Showing current={current.data} />
  );
}

function Showing({ current }: { current: StrategyView }) {
  const say = useWords();
  return (
    <Page title={say('app.nav.strategy')}>
      <Views
        choices={
          <div className="flex flex-col gap-8">
            <InForce current={current} />
            <p className="text-sm text-text-2">{say('strategy.askLeaders')}</p>
            <Due current={current} />
            <Reading choices={current.choices} />
          </div>
        }
        versions={<Versions current={current} />}
      />
    </Page>
  );
}

function Writing({
  current,
  draft: server,
}: {
  current: StrategyView;
  draft: StrategyDraft | null;
}) {
  const say = useWords();
  const router = useRouter();
  const draft = useDraft(current, server, say('strategy.ownName'));
  const changes = useRef<HTMLElement>(null);
  const showChanges = () => {
    changes.current?.scrollIntoView({ block: 'nearest' });
    changes.current?.focus({ preventScroll: true });
  };
  useShortcuts([
    {
      id: 'strategy.changes',
      keys: 'Shift+D',
      label: say('strategy.changes'),
      group: say('app.nav.strategy'),
      run: showChanges,
    },
  ]);
  /** Something else as the draft; what it was before is one Undo away. */
  const replace = (name: string, choices: Drafting['choices']) => {
    const before = { name: draft.name, choices: draft.choices };
    draft.edit(() => choices);
    draft.rename(name);
    toast(say('strategy.replaced', { name }), {
      undo: () => {
        draft.edit(() => before.choices);
        draft.rename(before.name);
      },
    });
    void router.navigate({ to: '/strategy', search: {} });
  };
  return (
    <Page
      title={say('app.nav.strategy')}
      actions={
        <>
          <Menu
            label={say('strategy.templates')}
            trigger={<Button icon="book">{say('strategy.templates')}</Button>}
            groups={[
              {
                entries: templates.map(({ id, name, choices }) => ({
                  id,
                  label: saidIn(name, spokenLanguage()),
                  onAction: () => replace(saidIn(name, spokenLanguage()), choices),
                })),
              },
            ]}
          />
          <Link
            to="/strategy/start"
            className={buttonClass(current.version === 0 ? 'primary' : 'secondary')}
          >
            {say('strategy.start')}
          </Link>
        </>
      }
    >
      <Views
        choices={
          <div className="flex flex-col gap-12">
            <InForce current={current} />
            <Due current={current} />
            <div className="flex flex-col gap-24 desktop:flex-row desktop:items-start">
              <Steps choices={draft.choices} edit={draft.edit} />
              <Changes {...{ current, draft }} region={changes} />
            </div>
            <ChangesBar {...{ current, draft }} onShow={showChanges} />
          </div>
        }
        versions={
          <Versions
            current={current}
            onTake={(version) => replace(versionName(version), version.choices)}
          />
        }
      />
    </Page>
  );
}

/** On a small screen what changes stands below everything; this leads there from wherever one writes. */
function ChangesBar({
  current,
  draft,
  onShow,
}: {
  current: StrategyView;
  draft: Drafting;
  onShow: () => void;
}) {
  const say = useWords();
  const count = differences(current.choices, draft.choices).length;
  if (count === 0) return null;
  return (
    <div className="sticky bottom-0 z-sticky -mx-16 flex items-center gap-12 border-t border-border bg-surface px-16 py-8 desktop:hidden">
      <span className="flex-1 text-sm text-text-2">{say('strategy.changes.count', { count })}</span>
      <Button size="small" onPress={onShow}>
        {say('strategy.changes.show')}
      </Button>
    </div>
  );
}

function Views({ choices, versions }: { choices: ReactNode; versions: ReactNode }) {
  const say = useWords();
  const router = useRouter();
  const { view = 'choices' } = useSearch({ from: '/shell/strategy' });
  return (
    <Tabs
      label={say('app.nav.strategy')}
      selected={view}
      onSelect={(id) =>
        void router.navigate({
          to: '/strategy',
          search: id === 'versions' ? { view: 'versions' } : {},
          replace: true,
        })
      }
      tabs={[
        { id: 'choices', label: say('strategy.view.choices'), content: choices },
        { id: 'versions', label: say('strategy.view.versions'), content: versions },
      ]}
    />
  );
}

/** Whose choices hold, since when; and where to begin while they are nobody's. */
function InForce({ current }: { current: StrategyView }) {
  const say = useWords();
  const locale = useLocale();
  if (current.version === 0)
    return (
      <Notice tone="info" title={say('strategy.empty.title', { name: versionName(current) })}>
        {say('strategy.empty.words')}
      </Notice>
    );
  const when =
    current.adoptedAt &&
    Temporal.Instant.from(current.adoptedAt).toLocaleString(locale, { dateStyle: 'medium' });
  return (
    <p className="text-text-2">
      {say('strategy.inForce', {
        version: current.version,
        name: current.name,
        by: current.adoptedBy ?? '?',
        when,
      })}
    </p>
  );
}

/** What the rhythms ask for today: lists of those not heard from for longer. */
function Due({ current }: { current: StrategyView }) {
  const say = useWords();
  const [isOpen, setOpen] = useState(false);
  const due = current.choices.relationships.filter(
    ({ retired, rhythmDays }) => !retired && rhythmDays !== null,
  );
  if (due.length === 0) return null;
  return (
    <div className="flex flex-col gap-8">
      <span>
        <Button
          size="small"
          variant="quiet"
          icon={isOpen ? 'up' : 'down'}
          aria-expanded={isOpen}
          onPress={() => setOpen(!isOpen)}
        >
          {say('strategy.due')}
        </Button>
      </span>
      {isOpen ? (
        <ul className="flex flex-wrap gap-8">
          {due.map(({ role, rhythmDays, sidebar }) => (
            <li key={role}>
              <Link
                to={sidebar === 'companies' ? '/companies' : '/people'}
                search={{
                  filter: {
                    all: [
                      ['role', 'is', role],
                      ['lastContact', 'older than days', rhythmDays ?? 0],
                    ],
                  },
                }}
                className={buttonClass('secondary', 'small')}
              >
                {say('strategy.due.kind', {
                  name: roleName(role, current.choices, spokenLanguage()).many,
                  days: rhythmDays,
                })}
              </Link>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
