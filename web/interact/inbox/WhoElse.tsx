import { useQuery } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { presences, writingOn } from '../../app/presence.ts';
import { usersQuery } from '../../identify/parties/queries.ts';
import { useLocale, useWords } from '../../ui/words.ts';
import { AlsoHere } from '../presence/AlsoHere.tsx';

/** Who else has this conversation open, and who is answering it already. */
export function WhoElse({ conversationId }: { conversationId: string }) {
  return (
    <>
      <AlsoHere place={{ conversationId }} />
      <Writers conversationId={conversationId} />
    </>
  );
}

export function Writers({ conversationId }: { conversationId: string }) {
  const say = useWords();
  const locale = useLocale();
  const { data: users = [] } = useQuery(usersQuery);
  const writing = useSyncExternalStore(presences.listen, () =>
    presences.at(writingOn(conversationId)),
  );
  const names = users.filter(({ id }) => writing.includes(id)).map(({ name }) => name);
  return (
    <span role="status" className={names.length > 0 ? 'text-sm text-warn' : 'sr-only'}>
      {names.length > 0
        ? say('inbox.writing', {
            names: new Intl.ListFormat(locale).format(names),
            count: names.length,
          })
        : ''}
    </span>
  );
}
