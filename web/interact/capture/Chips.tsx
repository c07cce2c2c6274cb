import type { KeyboardEvent, ReactNode } from 'react';
import type { Corrections } from '../../../shared/interact/capture/corrections.ts';
import type { KnownParty, Who } from '../../../shared/interact/capture/names.ts';
import { contractAt } from '../../../shared/interact/dealings/contracts.ts';
import { shownDay } from '../../identify/parties/time.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import type { IconName } from '../../ui/icons.ts';
import { Menu, type MenuGroup } from '../../ui/Menu.tsx';
import { useLocale, useWords } from '../../ui/words.ts';
import { MomentChip } from './MomentChip.tsx';
import type { Understanding } from './useUnderstanding.ts';
import { kindChoice, kindChoices } from './words.ts';

export interface ChipsProps {
  understood: Understanding;
  here: KnownParty | null;
  corrections: Corrections;
  onCorrect: (change: Partial<Corrections>) => void;
  /** After the last chip was taken out, or Escape: back to the text. */
  onBack: () => void;
}

const contactIcons = { email: 'mail', phone: 'call', web: 'globe' } as const;

/** What the line was taken for. Enter on one puts it right, Backspace takes it out. */
export function Chips({ understood, here, corrections, onCorrect, onBack }: ChipsProps) {
  const say = useWords();
  const { reading, who, composed } = understood;
  const { newcomer, contacts } = reading;
  const mean = (key: string, meant: Corrections['meant'][string]) =>
    onCorrect({ meant: { ...corrections.meant, [key]: meant } });
  const removals = new Map<string, () => void>([
    ['here', () => onCorrect({ isElsewhere: true })],
    ['contract', () => onCorrect({ isNoContract: true })],
    ['moment', () => onCorrect({ moment: 'now' })],
    ['kind', () => onCorrect({ kind: { kind: 'note', direction: null } })],
    ...who.map(({ key }): [string, () => void] => [key, () => mean(key, 'nobody')]),
    ...contacts.map(({ value }): [string, () => void] => [
      value,
      () => onCorrect({ left: [...corrections.left, value] }),
    ]),
  ]);
  const listen = (event: KeyboardEvent) => {
    if (event.key !== 'Backspace' && event.key !== 'Delete') return;
    const chip =
      event.target instanceof Element && event.target.closest<HTMLElement>('[data-chip]');
    const remove = chip ? removals.get(chip.dataset.chip ?? '') : undefined;
    if (!remove) return;
    event.preventDefault();
    remove();
    onBack();
  };
  const choice = kindChoice(composed.kind, composed.direction);
  return (
    <fieldset
      aria-label={say('capture.understood')}
      onKeyDown={listen}
      className="flex min-w-0 flex-wrap items-center gap-8"
    >
      {newcomer ? (
        <Newcomer understood={understood} />
      ) : (
        <>
          {composed.contract ? (
            <Chip id="contract">
              <ContractChip
                contract={composed.contract}
                onNoContract={() => onCorrect({ isNoContract: true })}
              />
            </Chip>
          ) : (
            <Chip id="kind">
              <Choosing
                label={say('capture.kind')}
                icon={choice.icon}
                shown={say(choice.label)}
                groups={[
                  {
                    selectionMode: 'single',
                    selected: [choice.id],
                    onSelect: ([id]) => {
                      const chosen = kindChoices.find((one) => one.id === id);
                      if (chosen)
                        onCorrect({ kind: { kind: chosen.kind, direction: chosen.direction } });
                    },
                    entries: kindChoices.map(({ id, label, icon }) => ({
                      id,
                      label: say(label),
                      icon,
                    })),
                  },
                ]}
              />
            </Chip>
          )}
          {composed.isAboutHere && here ? (
            <Chip id="here">
              <Choosing
                label={say('capture.who')}
                icon={here.kind === 'company' ? 'company' : 'person'}
                shown={here.title}
                groups={[
                  {
                    entries: [
                      {
                        id: 'elsewhere',
                        label: say('capture.notAbout', { name: here.title }),
                        icon: 'close',
                        onAction: () => onCorrect({ isElsewhere: true }),
                      },
                    ],
                  },
                ]}
              />
            </Chip>
          ) : null}
          {who.map((one) => (
            <Chip key={one.key} id={one.key}>
              <WhoChip who={one} onMean={(meant) => mean(one.key, meant)} />
            </Chip>
          ))}
          {composed.contract ? null : (
            <Chip id="moment">
              <MomentChip
                at={composed.occurredAt}
                said={corrections.moment}
                onChange={(moment) => onCorrect({ moment })}
              />
            </Chip>
          )}
          {reading.moment.minutes && composed.kind !== 'note' ? (
            <Badge icon="clock">{say('capture.minutes', { count: reading.moment.minutes })}</Badge>
          ) : null}
        </>
      )}
      {contacts
        .filter(({ value }) => composed.factsOf !== null && !corrections.left.includes(value))
        .map(({ topic, value }) => (
          <Chip key={value} id={value}>
            <Choosing
              label={say(
                topic === 'phone'
                  ? 'capture.phone'
                  : topic === 'web'
                    ? 'capture.web'
                    : 'capture.email',
              )}
              icon={contactIcons[topic]}
              shown={value}
              groups={[
                {
                  entries: [
                    {
                      id: 'leave',
                      label: say('capture.leave'),
                      icon: 'close',
                      onAction: () => onCorrect({ left: [...corrections.left, value] }),
                    },
                  ],
                },
              ]}
            />
          </Chip>
        ))}
      {newcomer || composed.contract ? null : (
        <Chip id="sharing">
          <Choosing
            label={say('capture.sharing')}
            icon={corrections.isPrivate ? 'lock' : 'people'}
            shown={say(corrections.isPrivate ? 'capture.private' : 'capture.everyone')}
            groups={[
              {
                selectionMode: 'single',
                selected: [corrections.isPrivate ? 'private' : 'everyone'],
                onSelect: ([id]) => onCorrect({ isPrivate: id === 'private' }),
                entries: [
                  { id: 'everyone', label: say('capture.everyone'), icon: 'people' },
                  { id: 'private', label: say('capture.private'), icon: 'lock' },
                ],
              },
            ]}
          />
        </Chip>
      )}
    </fieldset>
  );
}

function Chip({ id, children }: { id: string; children: ReactNode }) {
  return (
    <span data-chip={id} className="inline-flex max-w-full">
      {children}
    </span>
  );
}

interface ChoosingProps {
  label: string;
  icon: IconName;
  shown: string;
  groups: MenuGroup[];
  /** Something has to be said here before it can be written down. */
  look?: 'asks' | 'proposes';
}

const looks = { asks: 'border-warn! text-warn!', proposes: 'border-dashed!' };

function Choosing({ label, icon, shown, groups, look }: ChoosingProps) {
  return (
    <Menu
      label={label}
      groups={groups}
      trigger={
        <Button size="small" icon={icon} iconAfter="down" className={look ? looks[look] : ''}>
          <span className="sr-only">{label} </span>
          {shown}
        </Button>
      }
    />
  );
}

/** What the line agrees on, with the day by which notice has to be given. */
function ContractChip({
  contract,
  onNoContract,
}: {
  contract: NonNullable<Understanding['composed']['contract']>;
  onNoContract: () => void;
}) {
  const say = useWords();
  const locale = useLocale();
  const { what, from, to } = contract;
  const { next } = contractAt({ ...contract, noticeGivenOn: null }, Temporal.Now.plainDateISO());
  const parts = [
    say('capture.contract', { what }),
    from && say('capture.contract.from', { day: shownDay(from, locale) }),
    to && say('capture.contract.to', { day: shownDay(to, locale) }),
    next?.kind === 'notice' && say('capture.contract.notice', { day: shownDay(next.on, locale) }),
  ];
  return (
    <Choosing
      label={say('capture.kind')}
      icon="document"
      shown={parts.filter(Boolean).join(' · ')}
      groups={[
        {
          entries: [
            {
              id: 'note',
              label: say('capture.contract.only'),
              icon: 'note',
              onAction: onNoContract,
            },
          ],
        },
      ]}
    />
  );
}

function WhoChip({
  who,
  onMean,
}: {
  who: Who;
  onMean: (meant: Corrections['meant'][string]) => void;
}) {
  const say = useWords();
  const { name, state } = who;
  const others = state === 'several' ? who.parties : [];
  const shown = {
    known: () => (who.state === 'known' ? who.party.title : name),
    several: () => say('capture.which', { name, count: others.length }),
    new: () => say('capture.new', { name }),
    unknown: () => say('capture.unknown', { name }),
  }[state]();
  const kind = who.state === 'known' ? who.party.kind : who.state === 'new' ? who.kind : 'person';
  return (
    <Choosing
      label={say('capture.who')}
      icon={state === 'new' ? 'personAdd' : kind === 'company' ? 'company' : 'person'}
      shown={shown}
      {...(state === 'several' ? { look: 'asks' } : state === 'known' ? {} : { look: 'proposes' })}
      groups={[
        ...(others.length > 0
          ? [
              {
                entries: others.map((party) => ({
                  id: party.id,
                  label: party.title,
                  description: party.subtitle,
                  icon: party.kind === 'company' ? ('company' as const) : ('person' as const),
                  onAction: () => onMean(party),
                })),
              },
            ]
          : []),
        {
          entries: [
            {
              id: 'person',
              label: say('capture.newPerson', { name }),
              icon: 'personAdd',
              onAction: () => onMean('person'),
            },
            {
              id: 'company',
              label: say('capture.newCompany', { name }),
              icon: 'company',
              onAction: () => onMean('company'),
            },
            {
              id: 'nobody',
              label: say('capture.nobody', { name }),
              icon: 'close',
              onAction: () => onMean('nobody'),
            },
          ],
        },
      ]}
    />
  );
}

/** Somebody new, part by part. What is wrong is put right in the line itself. */
function Newcomer({ understood: { reading, composed } }: { understood: Understanding }) {
  const say = useWords();
  const { newcomer } = reading;
  if (!newcomer) return null;
  return (
    <>
      <Badge tone="accent" icon={newcomer.kind === 'company' ? 'company' : 'personAdd'}>
        {say('capture.new', { name: newcomer.name })}
      </Badge>
      {composed.employer ? (
        <Badge icon="company">{composed.employer.title}</Badge>
      ) : newcomer.company ? (
        <Badge tone="accent" icon="company">
          {say('capture.new', { name: newcomer.company })}
        </Badge>
      ) : null}
      {newcomer.title ? <Badge icon="profile">{newcomer.title}</Badge> : null}
      {newcomer.note ? <Badge icon="note">{newcomer.note}</Badge> : null}
    </>
  );
}
