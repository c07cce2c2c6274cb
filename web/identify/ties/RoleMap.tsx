import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { KeyboardEvent } from 'react';
import type { PartyView } from '../../../shared/identify/parties.ts';
import { buyingRoles } from '../../../shared/identify/tie-rules.ts';
import type { BuyingRole, RoleMapView } from '../../../shared/identify/ties.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { useWords } from '../../ui/words.ts';
import { When } from '../parties/When.tsx';
import { PartMenu } from './PartMenu.tsx';
import { bestContactsQuery, roleMapQuery } from './queries.ts';
import { influenceMessages, partMessages } from './words.ts';

type OnMap = RoleMapView['people'][number];

/** With these we buy or compete, or they are ours: nobody need be found who decides there. */
const notSoldTo = ['supplier', 'partner', 'staff', 'press', 'competitor'];

/**
 * Who at a company decides, uses, advises, buys or blocks, and what nobody is known to do. It is a list:
 * the arrows walk from person to person.
 */
export function RoleMap({ party }: { party: PartyView }) {
  const say = useWords();
  const { data: map } = useQuery(roleMapQuery(party.id));
  const { data: contacts = [] } = useQuery(bestContactsQuery(party.id));
  if (!map) return null;
  if (map.people.length === 0)
    return <p className="text-base text-text-3">{say('identify.people.none')}</p>;
  const contactOf = (personId: string) => contacts.find((one) => one.personId === personId);
  const isSoldTo =
    party.roles.length === 0 || party.roles.some((role) => !notSoldTo.includes(role));
  const gaps = isSoldTo ? map.gaps : [];
  const unknown = map.people.filter(({ parts }) => parts.length === 0);
  const shown = buyingRoles.filter(
    (role) => gaps.includes(role) || map.people.some((one) => plays(one, role)),
  );
  const rowsOf = (people: readonly OnMap[], role?: BuyingRole) => (
    <ul className="-mx-8 flex flex-col">
      {people.map((one) => (
        <li key={one.person.id}>
          <Row company={party} one={one} role={role} contact={contactOf(one.person.id)} />
        </li>
      ))}
    </ul>
  );
  return (
    <div data-map="" className="flex flex-col gap-8">
      {shown.map((role) => {
        const people = map.people.filter((one) => plays(one, role));
        return (
          <section key={role} aria-label={say(partMessages[role])}>
            <h3 className="text-xs text-text-2">{say(partMessages[role])}</h3>
            {people.length > 0 ? (
              rowsOf(people, role)
            ) : (
              <p className="flex items-center gap-8 border-s-2 border-dashed border-assume py-4 ps-8 text-base text-text-2">
                {say(gapMessages[role])}
              </p>
            )}
          </section>
        );
      })}
      {unknown.length > 0 ? (
        <section aria-label={say('ties.part.unknown')}>
          {shown.length > 0 ? (
            <h3 className="text-xs text-text-2">{say('ties.part.unknown')}</h3>
          ) : null}
          {rowsOf(unknown)}
        </section>
      ) : null}
      {map.isCut ? <p className="text-sm text-text-3">{say('ties.map.cut')}</p> : null}
    </div>
  );
}

const gapMessages = {
  decides: 'ties.gap.decides',
  uses: 'ties.gap.uses',
  'advises on buying': 'ties.gap.advises',
  buys: 'ties.gap.buys',
  blocks: 'ties.gap.blocks',
} as const;

function plays({ parts }: OnMap, role: BuyingRole): boolean {
  return parts.some((part) => part.role === role);
}

function Row({
  company,
  one,
  role,
  contact,
}: {
  company: PartyView;
  one: OnMap;
  role: BuyingRole | undefined;
  contact: { name: string; lastContactAt: string } | undefined;
}) {
  const say = useWords();
  const { person, parts } = one;
  const influence = parts.find((part) => part.role === role)?.influence;
  return (
    <div className="flex items-start gap-8 rounded-control px-8 py-4 hover:bg-sunken">
      <span className="pt-4">
        <Avatar name={person.name} />
      </span>
      <span className="flex min-w-0 flex-1 flex-col">
        <Link
          to="/people/$id"
          params={{ id: person.id }}
          data-person=""
          onKeyDown={walk}
          className="wrap-anywhere text-text no-underline hover:underline"
        >
          <bdi>{person.name}</bdi>
        </Link>
        <span className="text-xs wrap-anywhere text-text-3">
          {[
            person.title,
            influence ? say('ties.influenceOf', { much: say(influenceMessages[influence]) }) : '',
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
        {contact ? (
          <span className="flex flex-wrap items-center gap-x-4 text-xs text-text-3">
            <Icon name="told" size={16} />
            {say('ties.contact', { name: contact.name })}
            <When at={contact.lastContactAt} />
          </span>
        ) : null}
      </span>
      <PartMenu company={company} one={one} />
    </div>
  );
}

/** ↓ and ↑ from person to person, as in the facts. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  const here = event.currentTarget;
  if (!['ArrowDown', 'ArrowUp'].includes(event.key)) return;
  const map = here.closest('[data-map]');
  const all = [...(map?.querySelectorAll<HTMLElement>('[data-person]') ?? [])];
  const next = all[all.indexOf(here) + (event.key === 'ArrowDown' ? 1 : -1)];
  event.preventDefault();
  next?.focus();
}
