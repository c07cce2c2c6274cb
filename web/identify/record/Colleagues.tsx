import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { AffiliationView, PartyView } from '../../../shared/identify/parties.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { useLocale, useWords } from '../../ui/words.ts';
import { partyQuery } from '../parties/queries.ts';
import { isOver, spanWords } from './values.ts';

/** The people of a company: those who are there, then those who were. */
function PeopleOf({ people }: { people: readonly AffiliationView[] }) {
  const say = useWords();
  const locale = useLocale();
  if (people.length === 0)
    return <p className="text-base text-text-3">{say('identify.people.none')}</p>;
  const present = people.filter((one) => !isOver(one));
  const former = people.filter((one) => isOver(one));
  return (
    <ul className="-mx-8 flex flex-col">
      {[...present, ...former].map((one) => (
        <li key={one.statementId}>
          <Link
            to="/people/$id"
            params={{ id: one.personId }}
            className="flex items-center gap-8 rounded-control px-8 py-4 text-text no-underline hover:bg-sunken"
          >
            <Avatar name={one.personName} />
            <span className="flex min-w-0 flex-col">
              <bdi className={isOver(one) ? 'truncate text-text-3' : 'truncate'}>
                {one.personName}
              </bdi>
              <span className="truncate text-xs text-text-3">
                {[one.title, isOver(one) ? spanWords(one, { say, locale }) : '']
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

/** Who worked at a company and has left; nothing where nobody has. */
export function Former({ people }: { people: readonly AffiliationView[] }) {
  const say = useWords();
  const former = people.filter((one) => isOver(one));
  if (former.length === 0) return null;
  return (
    <section aria-label={say('ties.former')}>
      <h3 className="text-xs text-text-2">{say('ties.former')}</h3>
      <PeopleOf people={former} />
    </section>
  );
}

const shownColleagues = 8;

/** Who else we know where this person works. */
export function Colleagues({ party }: { party: PartyView }) {
  const companyId = party.companyId ?? '';
  const { data: company } = useQuery({
    ...partyQuery('company', companyId),
    enabled: companyId !== '',
  });
  const others = (company?.affiliations ?? []).filter(
    (one) => one.personId !== party.id && !isOver(one),
  );
  return <PeopleOf people={others.slice(0, shownColleagues)} />;
}
