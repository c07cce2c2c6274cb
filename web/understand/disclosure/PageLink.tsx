import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { PartyView } from '../../../shared/identify/parties.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { useWords } from '../../ui/words.ts';
import { privatePagesQuery, waitingIn } from './queries.ts';

/** The foot of a person: what they would read, and whether they asked for something by it. */
export function PageLink({ party }: { party: PartyView }) {
  const say = useWords();
  const { data } = useQuery(privatePagesQuery(party.id));
  const waiting = data ? waitingIn(data).length : 0;
  return (
    <p className="flex flex-wrap items-center gap-8 border-t border-border pt-8">
      <Link
        to="/people/$id/page"
        params={{ id: party.id }}
        className="inline-flex min-h-target items-center gap-8 text-accent-text hover:underline"
      >
        <Icon name="show" />
        {say('understand.page.link')}
      </Link>
      {waiting > 0 ? (
        <Badge tone="warn">{say('understand.page.waiting', { count: waiting })}</Badge>
      ) : null}
    </p>
  );
}
