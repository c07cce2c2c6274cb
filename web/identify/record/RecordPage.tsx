import { useQuery, useQueryClient } from '@tanstack/react-query';
import {
  lazy,
  type ReactNode,
  Suspense,
  useDeferredValue,
  useEffect,
  useRef,
  useState,
} from 'react';
import { flushSync } from 'react-dom';
import type { PartyKind, PartyView } from '../../../shared/identify/parties.ts';
import { rememberVisit } from '../../app/recent.ts';
import { sessionQuery } from '../../app/session.ts';
import { writeTo } from '../../app/writing.ts';
import { enterRoom } from '../../locales/language.ts';
import { Button, buttonClass, IconButton } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { FilterChips } from '../../ui/FilterChips.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { isWriting, useShortcuts } from '../../ui/keys/Shortcuts.tsx';
import { Menu } from '../../ui/Menu.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { onDemand } from '../../ui/onDemand.tsx';
import { Page, Section } from '../../ui/Page.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { toast } from '../../ui/toast.ts';
import { phone, useMedia } from '../../ui/useMedia.ts';
import { useWords } from '../../ui/words.ts';
import { likesQuery } from '../duplicates/queries.ts';
import { download, exportAddress } from '../exporting/download.ts';
import { usePartyChanges } from '../parties/changes.ts';
import { PhoneLink } from '../parties/PhoneLink.tsx';
import { partyQuery } from '../parties/queries.ts';
import type { Stated } from '../parties/stating.ts';
import { topicMessages } from '../parties/topics.ts';
import { downloadDisclosure } from '../privacy/disclosure.ts';
import { RecordTags } from '../tags/RecordTags.tsx';
import { Group, Household } from '../ties/Kin.tsx';
import { RoleMap } from '../ties/RoleMap.tsx';
import { Ties } from '../ties/Ties.tsx';
import { Colleagues, Former } from './Colleagues.tsx';
import { Facts } from './Facts.tsx';
import { RecordHead } from './RecordHead.tsx';
import type { SharingChange } from './Sharing.tsx';
import type { Statement } from './values.ts';

// What holds boxes to fill in comes after what is read.
const NewPartyDialog = lazy(() => import('../parties/NewPartyDialog.tsx'));
const Sharing = lazy(() => import('./Sharing.tsx'));
const LikelySame = lazy(() => import('../duplicates/LikelySame.tsx'));
const HistoryPane = lazy(() => import('./HistoryPane.tsx'));
const NetworkPane = lazy(() => import('../ties/NetworkPane.tsx'));
const EraseDialog = onDemand(async () => {
  const [dialog] = await Promise.all([import('../privacy/EraseDialog.tsx'), enterRoom('privacy')]);
  return dialog;
});
const Consents = onDemand(async () => {
  const [block] = await Promise.all([import('../consent/Consents.tsx'), enterRoom('privacy')]);
  return block;
});

/** Room for facts, timeline and context side by side. */
const threeColumns = '(width >= 80rem)';

type Part = 'timeline' | 'facts' | 'more';

export interface RecordPageProps {
  kind: PartyKind;
  id: string;
  /** What stands beside the record; other rooms have panes of their own. */
  pane: string | undefined;
  onPane: (pane: 'history' | 'network' | undefined) => void;
  /** The record has become part of the one with this id. */
  onMoved: (id: string) => void;
  /** Panes of rooms above this one. */
  otherPane?: (slot: { party: PartyView; pane: string }) => ReactNode;
  /** What rooms above add to the acts on the record. */
  otherActions?: (party: PartyView) => ReactNode;
  /** How we stand with them, as rooms above know it. */
  standing?: (party: PartyView) => ReactNode;
  /** Blocks of rooms above this one, before what is known of it. */
  otherBlocks?: (party: PartyView) => ReactNode;
  /** Blocks of rooms above this one, under what is known of it. */
  underFacts?: (party: PartyView) => ReactNode;
  /** The middle of the page; the box for logging stands above it while `isLogging`. */
  timeline: (slot: { party: PartyView; isLogging: boolean; onLogged: () => void }) => ReactNode;
}

/** Who is this to us, what do we know, what has passed between us. */
export function RecordPage(props: RecordPageProps) {
  const { kind, id } = props;
  const { data: party, fetchStatus } = useQuery({
    ...partyQuery(kind, id),
    throwOnError: (_error, query) => query.state.data === undefined,
  });
  useEffect(() => {
    if (party) rememberVisit({ kind, id: party.id, name: party.name });
  }, [kind, party]);
  const movedTo = party && party.id !== id ? party.id : undefined;
  const { onMoved } = props;
  useEffect(() => {
    if (movedTo) onMoved(movedTo);
  }, [movedTo, onMoved]);
  if (!party && fetchStatus === 'paused') return <Away />;
  if (!party)
    return (
      <div className="min-w-0 flex-1">
        <Skeleton shape="record" rows={6} />
      </div>
    );
  return <Loaded key={party.id} {...props} party={party} />;
}

/** Never seen on this device and no line to the server: said at once instead of waiting for ever. */
function Away() {
  const say = useWords();
  return (
    <Page title={say('app.failure.awayTitle')}>
      <EmptyState icon="offline">{say('app.failure.away')}</EmptyState>
    </Page>
  );
}

function Loaded({
  party,
  pane,
  onPane,
  otherPane,
  otherActions,
  standing,
  otherBlocks,
  underFacts,
  timeline: drawTimeline,
}: RecordPageProps & { party: PartyView }) {
  const say = useWords();
  const { kind, id } = party;
  const { data: session } = useQuery(sessionQuery);
  const client = useQueryClient();
  const { data: likes = [] } = useQuery(likesQuery(id));
  const { state, withdraw, change, trash, restore, undo } = usePartyChanges(kind);
  const onPhone = useMedia(phone);
  const isWide = useMedia(threeColumns);
  const [part, setPart] = useState<Part>('timeline');
  const [isLogging, setLogging] = useState(false);
  const [isAddingPerson, setAddingPerson] = useState(false);
  const [isErasing, setErasing] = useState(false);
  const columns = useRef<HTMLDivElement>(null);
  // Who this is and what passed between us is drawn first; the context, half of the work, follows it.
  const isRead = useDeferredValue(true, false);

  const fail = (error: unknown) =>
    toast(error instanceof Error ? error.message : String(error), { tone: 'bad' });

  const onState = async (stated: Stated) => {
    const me = session?.user ?? { id: party.ownerId, name: '' };
    const { event } = await state(party, stated, me);
    toast(say('identify.saved', { topic: say(topicMessages[stated.topic]) }), {
      tone: 'good',
      undo: () => undo(id, event),
    });
  };
  const onWithdraw = (fact: Statement) =>
    void withdraw(party, fact.id).then(
      ({ event }) =>
        toast(say('identify.withdrawn', { topic: say(topicMessages[fact.topic]) }), {
          undo: () => undo(id, event),
        }),
      fail,
    );
  const saveCard = () =>
    download(
      exportAddress(kind, { format: 'vcard', title: party.name.slice(0, 100) || id, ids: [id] }),
    );
  const onShare = (sharing: SharingChange) =>
    void change(party, sharing).then(
      ({ event }) => toast(say('identify.shared'), { tone: 'good', undo: () => undo(id, event) }),
      fail,
    );
  const putAway = () =>
    void trash(party).then(
      ({ event }) =>
        toast(say('identify.trashed', { name: party.name }), { undo: () => undo(id, event) }),
      fail,
    );

  const focusPart = (wanted: Part) => {
    // At once: the next key may come before the next frame, and is meant for what has the focus then.
    if (onPhone) flushSync(() => setPart(wanted));
    const column = columns.current?.querySelector<HTMLElement>(`[data-part="${wanted}"]`);
    (
      column?.querySelector<HTMLElement>('[data-fact], [data-at][tabindex="0"]') ??
      column?.querySelector<HTMLElement>('a, button, input') ??
      column
    )?.focus();
  };
  /** The value that has the focus hears F2 itself; from anywhere else it is the first one. */
  const editFirst = () => {
    if (isWriting(document.activeElement ?? document.body)) return;
    focusPart('facts');
    const { activeElement } = document;
    if (activeElement instanceof HTMLElement && activeElement.matches('[data-fact]'))
      activeElement.click();
  };
  const log = () => {
    if (onPhone) setPart('timeline');
    setLogging(true);
  };
  const group = say('identify.keys.record');
  const partKeys = [
    ['1', 'facts', 'identify.facts'],
    ['2', 'timeline', 'identify.timeline'],
    ['3', 'more', 'identify.context'],
  ] as const;
  useShortcuts([
    {
      id: 'record.log',
      keys: 'L',
      label: say('identify.log'),
      group,
      isDisabled: party.trashedAt !== null,
      run: log,
    },
    ...partKeys.map(([keys, wanted, label]) => ({
      id: `record.${wanted}`,
      keys,
      label: say('identify.keys.focus', { part: say(label) }),
      group,
      run: () => focusPart(wanted),
    })),
    {
      id: 'record.edit',
      keys: 'F2',
      label: say('identify.keys.edit'),
      group,
      isDisabled: !party.can.edit,
      run: () => editFirst(),
    },
    {
      id: 'record.mail',
      keys: 'M',
      label: say('identify.write'),
      group,
      isDisabled: !party.email,
      run: () => void writeTo(client, { address: party.email ?? '', name: party.name }),
    },
    {
      id: 'record.pane',
      keys: ']',
      label: say('identify.history'),
      group,
      run: () => onPane(pane ? undefined : 'history'),
    },
    {
      id: 'record.network',
      keys: 'Shift+N',
      label: say('ties.network.show'),
      group,
      run: () => onPane(pane === 'network' ? undefined : 'network'),
    },
    ...(kind === 'company'
      ? [
          {
            id: 'record.addPerson',
            keys: 'Shift+P',
            label: say('identify.people.add'),
            group,
            run: () => setAddingPerson(true),
          },
        ]
      : []),
  ]);

  const facts = (
    <>
      <Facts party={party} onState={onState} onWithdraw={onWithdraw} />
      {underFacts?.(party)}
    </>
  );
  const context = isRead ? (
    <>
      {otherBlocks?.(party)}
      {kind === 'company' ? (
        <Section
          title={say('app.nav.people')}
          actions={
            <IconButton
              size="small"
              icon="add"
              label={say('identify.people.add')}
              keys="Shift+P"
              onPress={() => setAddingPerson(true)}
            />
          }
        >
          <RoleMap party={party} />
          <Former people={party.affiliations} />
        </Section>
      ) : party.companyId ? (
        <Section title={say('identify.colleagues', { company: party.companyName })}>
          <Colleagues party={party} />
        </Section>
      ) : null}
      {kind === 'person' ? <Household id={id} /> : <Group id={id} />}
      {kind === 'person' ? <Consents id={id} /> : null}
      <Ties party={party} onNetwork={() => onPane('network')} />
      <Section title={say('identify.sharing')}>
        <Suspense fallback={<Skeleton shape="text" rows={6} />}>
          <Sharing party={party} onChange={onShare} />
        </Suspense>
      </Section>
    </>
  ) : null;
  const timeline = drawTimeline({ party, isLogging, onLogged: () => setLogging(false) });
  const email = party.email;
  const number = party.phone;
  const actions = (
    <>
      {party.trashedAt ? null : (
        <Button icon="note" keys={onPhone ? undefined : 'L'} onPress={log}>
          {say('identify.log.short')}
        </Button>
      )}
      {email ? (
        <a
          href={`mailto:${email}`}
          className={buttonClass()}
          onClick={(event) => {
            event.preventDefault();
            void writeTo(client, { address: email, name: party.name });
          }}
        >
          <Icon name="mail" />
          {say('identify.write')}
        </a>
      ) : null}
      {number ? (
        <PhoneLink number={number} party={party} className={buttonClass()}>
          <Icon name="call" />
          {say('identify.call')}
        </PhoneLink>
      ) : null}
      {otherActions?.(party)}
      <span data-record-acts="" className="contents">
        <Menu
          label={say('identify.actsOf', { name: party.name })}
          placement="bottom end"
          trigger={<IconButton icon="more" label={say('identify.actsOf', { name: party.name })} />}
          groups={[
            {
              entries: [
                {
                  id: 'history',
                  label: say('identify.history'),
                  icon: 'history',
                  onAction: () => onPane('history'),
                },
                ...(party.trashedAt
                  ? []
                  : [
                      {
                        id: 'card',
                        label: say('identify.export.card'),
                        icon: 'download' as const,
                        onAction: saveCard,
                      },
                    ]),
                ...(party.can.trash
                  ? [
                      party.trashedAt
                        ? {
                            id: 'restore',
                            label: say('identify.restore'),
                            icon: 'undo' as const,
                            onAction: () => void restore(id).catch(fail),
                          }
                        : {
                            id: 'trash',
                            label: say('identify.trash'),
                            icon: 'remove' as const,
                            onAction: putAway,
                          },
                    ]
                  : []),
              ],
            },
            // The law gives people these rights; owners answer for the company.
            ...(kind === 'person' && session?.user.level === 'owner'
              ? [
                  {
                    entries: [
                      {
                        id: 'disclose',
                        label: say('identify.disclose'),
                        icon: 'download' as const,
                        onAction: () => downloadDisclosure(id),
                      },
                      {
                        id: 'erase',
                        label: say('identify.erase'),
                        icon: 'remove' as const,
                        tone: 'bad' as const,
                        onAction: () => setErasing(true),
                      },
                    ],
                  },
                ]
              : []),
          ]}
        />
      </span>
    </>
  );

  const parts: { id: Part; label: string }[] = [
    { id: 'timeline', label: say('identify.timeline') },
    { id: 'facts', label: say('identify.facts') },
    { id: 'more', label: say('identify.more') },
  ];
  return (
    <div className="flex min-h-0 min-w-0 flex-1">
      <Page
        title={party.name}
        layout="fill"
        head={
          <RecordHead
            party={party}
            standing={standing?.(party)}
            actions={onPhone ? null : actions}
            tags={
              <RecordTags
                party={party}
                onState={(stated) => onState(stated).catch(fail)}
                onWithdraw={onWithdraw}
              />
            }
          />
        }
        toolbar={
          party.trashedAt || onPhone || likes.length > 0 ? (
            <>
              {likes.length > 0 && !party.trashedAt ? (
                <Suspense fallback={null}>
                  <LikelySame id={id} />
                </Suspense>
              ) : null}
              {party.trashedAt ? (
                <Notice
                  tone="warn"
                  actions={
                    party.can.trash ? (
                      <Button size="small" icon="undo" onPress={() => void restore(id).catch(fail)}>
                        {say('identify.restore')}
                      </Button>
                    ) : undefined
                  }
                >
                  {say('identify.inTrash')}
                </Notice>
              ) : null}
              {onPhone ? (
                <FilterChips
                  label={say('identify.parts')}
                  options={parts}
                  value={part}
                  onChange={setPart}
                />
              ) : null}
            </>
          ) : undefined
        }
      >
        <div ref={columns} className="flex min-h-0 flex-1 flex-col border-t border-border">
          {onPhone ? (
            <>
              {part === 'timeline' ? (
                <Column part="timeline" fills>
                  {timeline}
                </Column>
              ) : (
                <Column part={part} className="flex-1">
                  {part === 'facts' ? facts : context}
                </Column>
              )}
              <div className="flex gap-8 overflow-x-auto border-t border-border bg-surface px-16 py-8">
                {actions}
              </div>
            </>
          ) : (
            <div className="flex min-h-0 flex-1">
              <Column part="facts" className="w-[300px] shrink-0">
                {facts}
                {isWide ? null : <div data-part="more">{context}</div>}
              </Column>
              <Column part="timeline" fills className="border-x border-border">
                {timeline}
              </Column>
              {isWide && !pane ? (
                <Column part="more" className="w-[320px] shrink-0">
                  {context}
                </Column>
              ) : null}
            </div>
          )}
        </div>
      </Page>
      {pane ? (
        <Suspense fallback={null}>
          {pane === 'history' ? (
            <HistoryPane party={party} onClose={() => onPane(undefined)} />
          ) : pane === 'network' ? (
            <NetworkPane party={party} onClose={() => onPane(undefined)} />
          ) : (
            otherPane?.({ party, pane })
          )}
        </Suspense>
      ) : null}
      {isErasing ? <EraseDialog id={id} onClose={() => setErasing(false)} /> : null}
      <Suspense fallback={null}>
        {isAddingPerson ? (
          <NewPartyDialog
            kind="person"
            company={{ id, name: party.name }}
            onClose={() => setAddingPerson(false)}
          />
        ) : null}
      </Suspense>
    </div>
  );
}

function Column({
  part,
  fills = false,
  className = '',
  children,
}: {
  part: Part;
  /** The timeline scrolls by itself; the other columns scroll as a whole. */
  fills?: boolean;
  className?: string;
  children: ReactNode;
}) {
  return (
    <div
      data-part={part}
      tabIndex={-1}
      className={
        fills
          ? `flex min-h-0 min-w-0 flex-1 flex-col ${className}`
          : `flex min-h-0 flex-col gap-16 overflow-auto px-12 py-16 ${className}`
      }
    >
      {children}
    </div>
  );
}
