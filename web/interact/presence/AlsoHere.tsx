import { useQuery } from '@tanstack/react-query';
import { type Place, usePresence } from '../../app/presence.ts';
import { usersQuery } from '../../identify/parties/queries.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { useLocale, useWords } from '../../ui/words.ts';

const mostShown = 3;

/** Who else has this open at the moment. */
export function AlsoHere({ place }: { place: Place }) {
  const say = useWords();
  const locale = useLocale();
  const here = usePresence(place);
  const { data: users = [] } = useQuery(usersQuery);
  const names = users.filter(({ id }) => here.includes(id)).map(({ name }) => name);
  const words =
    names.length === 0
      ? ''
      : say('talk.alsoHere', {
          names: new Intl.ListFormat(locale).format(names),
          count: names.length,
        });
  return (
    <span
      role="status"
      className={names.length > 0 ? 'me-4 flex items-center' : 'sr-only'}
      title={words}
    >
      {names.slice(0, mostShown).map((name) => (
        <span key={name} className="-me-4 inline-flex rounded-full ring-2 ring-surface">
          <Avatar name={name} />
        </span>
      ))}
      {names.length > mostShown ? (
        <span aria-hidden="true" className="tabular ms-8 text-xs text-text-3">
          +{names.length - mostShown}
        </span>
      ) : null}
      <span className="sr-only">{words}</span>
    </span>
  );
}
