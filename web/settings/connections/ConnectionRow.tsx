import { Link } from '@tanstack/react-router';
import type { ConnectionView } from '../../../shared/platform/connections.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { useWords } from '../../ui/words.ts';
import { Row } from '../Rows.tsx';
import { useSession } from '../useSession.ts';
import { ConnectionActs } from './ConnectionActs.tsx';
import { useFaring } from './faring.ts';
import { reachWordsOf, type Source, sourceOf } from './words.ts';

const sourceIcons = {
  mail: 'mail',
  calendar: 'calendar',
  book: 'people',
} as const satisfies Record<Source, string>;

/** One connection: whose it is, who sees what it brings, and how it fares in words. */
export function ConnectionRow({ connection }: { connection: ConnectionView }) {
  const whose = useWhose(connection);
  const { badge, tone, sentence } = useFaring(connection);
  return (
    <Row
      picture={
        <Icon
          name={connection.kind === 'feed' ? 'hearsay' : sourceIcons[sourceOf(connection.kind)]}
          size={20}
          className="text-text-3"
        />
      }
      title={
        <>
          <Link
            to="/settings/connections/$id"
            params={{ id: connection.id }}
            className="text-text underline decoration-border-strong underline-offset-2"
          >
            <bdi>{connection.name}</bdi>
          </Link>
          <Badge tone={tone}>{badge}</Badge>
        </>
      }
      words={
        <span className="flex flex-col">
          <span>{whose}</span>
          <span className={tone === 'bad' || tone === 'warn' ? 'text-text' : ''}>{sentence}</span>
        </span>
      }
    >
      {connection.can.edit && connection.kind !== 'feed' ? (
        <ConnectionActs connection={connection} />
      ) : null}
    </Row>
  );
}

/** Whose it is, and who sees what it brings. */
export function useWhose({ kind, owner, visibility, teamId }: ConnectionView): string {
  const say = useWords();
  const session = useSession();
  const team = session?.teams.find(({ id }) => id === teamId)?.name ?? '';
  const effect =
    kind === 'feed'
      ? say('connections.feed.effect')
      : say(reachWordsOf(sourceOf(kind))[visibility].effect, { team });
  return owner.id === session?.user.id
    ? say('connections.whose.mine', { effect })
    : say('connections.whose', { owner: owner.name, effect });
}
