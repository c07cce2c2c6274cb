import { Link } from '@tanstack/react-router';
import type { CalendarSourceView } from '../../../shared/interact/calendars.ts';
import { Section } from '../../ui/Page.tsx';
import { useWords } from '../../ui/words.ts';
import { useMoments } from '../moments.ts';
import { Row, Rows } from '../Rows.tsx';

/** Who stays here although their card was deleted at the server. */
export function Removed({ people }: { people: CalendarSourceView['removed'] }) {
  const say = useWords();
  const { ago } = useMoments();
  return (
    <Section title={say('connections.book.removed')}>
      <p className="text-sm text-text-2">{say('connections.book.removed.words')}</p>
      <Rows>
        {people.map(({ id, kind, name, removedAt }) => (
          <Row
            key={id}
            title={
              <Link
                to={kind === 'person' ? '/people/$id' : '/companies/$id'}
                params={{ id }}
                className="text-text underline decoration-border-strong underline-offset-2"
              >
                <bdi>{name}</bdi>
              </Link>
            }
            words={say('connections.book.removed.since', { when: ago(removedAt) })}
          />
        ))}
      </Rows>
    </Section>
  );
}
