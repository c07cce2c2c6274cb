import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Button } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { useWords } from '../ui/words.ts';

/** What the server answered, or the wait for it, or why it did not with another try. */
export function Loaded<Data>({
  query,
  children,
}: {
  query: UseQueryResult<Data>;
  children: (data: Data) => ReactNode;
}) {
  const say = useWords();
  if (query.data !== undefined) return children(query.data);
  if (query.isPending) return <Skeleton rows={3} />;
  return (
    <Notice
      tone="bad"
      actions={
        <Button size="small" icon="refresh" onPress={() => void query.refetch()}>
          {say('app.failure.again')}
        </Button>
      }
    >
      {query.error?.message}
    </Notice>
  );
}
