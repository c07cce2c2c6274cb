import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { TieEnd } from '../../../shared/identify/ties.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { classes } from '../../ui/classes.ts';
import { Section } from '../../ui/Page.tsx';
import { useWords } from '../../ui/words.ts';
import { groupQuery, householdQuery } from './queries.ts';

/** Who lives with this person; nothing where nobody is known to. */
export function Household({ id }: { id: string }) {
  const say = useWords();
  const { data: people = [] } = useQuery(householdQuery(id));
  if (people.length === 0) return null;
  return (
    <Section title={say('ties.household.title')}>
      <ul className="-mx-8 flex flex-col">
        {people.map((one) => (
          <li key={one.id}>
            <End end={one} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** The group a company belongs to, as a tree; nothing where it stands alone. */
export function Group({ id }: { id: string }) {
  const say = useWords();
  const { data: group } = useQuery(groupQuery(id));
  if (!group || group.rows.length === 0) return null;
  return (
    <Section title={say('ties.group.title')}>
      <ul className="-mx-8 flex flex-col">
        {group.rows.map(({ company, depth, parentId }) => (
          <li
            key={`${parentId ?? ''} ${company.id}`}
            style={{ paddingInlineStart: `${String(Math.min(depth, deepest) * 16)}px` }}
          >
            <span className="sr-only">{say('ties.group.level', { level: depth + 1 })}</span>
            <End end={company} isHere={company.id === id} />
          </li>
        ))}
      </ul>
      {group.isCut ? <p className="text-sm text-text-3">{say('ties.group.cut')}</p> : null}
    </Section>
  );
}

/** Deeper levels are indented no further: the column is narrow. */
const deepest = 6;

function End({ end, isHere = false }: { end: TieEnd; isHere?: boolean }) {
  return (
    <Link
      to={end.kind === 'person' ? '/people/$id' : '/companies/$id'}
      params={{ id: end.id }}
      aria-current={isHere ? 'true' : undefined}
      className={classes(
        'flex items-center gap-8 rounded-control px-8 py-4 text-text no-underline hover:bg-sunken',
        isHere && 'font-medium',
      )}
    >
      <Avatar name={end.name} kind={end.kind} size={20} />
      <bdi className="min-w-0 wrap-anywhere">{end.name}</bdi>
    </Link>
  );
}
