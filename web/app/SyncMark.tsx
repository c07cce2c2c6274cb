import { useQuery } from '@tanstack/react-query';
import { useWords } from '../ui/words.ts';
import { connectionsQuery } from './connections.ts';

/** On a phone, where the line of the sidebar is not: that a connection waits for somebody. */
export default function SyncMark() {
  const say = useWords();
  const { data: connections = [] } = useQuery(connectionsQuery);
  const stuck = connections.filter(({ state }) => state === 'needs attention');
  const [first] = stuck;
  if (!first) return null;
  return (
    <span className="absolute -end-4 -top-4 size-12 rounded-full border-2 border-surface bg-bad">
      <span className="sr-only">
        {stuck.length === 1
          ? say('app.sync.attention', { name: first.name })
          : say('app.sync.attentionMany', { count: stuck.length })}
      </span>
    </span>
  );
}
