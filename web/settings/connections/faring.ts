import type { ConnectionView } from '../../../shared/platform/connections.ts';
import type { Tone } from '../../ui/Badge.tsx';
import { useWords } from '../../ui/words.ts';
import { useMoments } from '../moments.ts';
import { problemSentence } from './words.ts';

/** How a connection fares: in a word, and in a sentence that says what to do. */
export function useFaring(connection: ConnectionView): {
  badge: string;
  tone: Tone;
  sentence: string;
} {
  const say = useWords();
  const { clock } = useMoments();
  const { state, problem, succeededAt, nextTryAt, owner } = connection;
  const last = succeededAt
    ? say('connections.last', { when: clock(succeededAt) })
    : say('connections.last.never');
  const told = problem ? problemSentence(say, problem, connection, owner.name) : '';
  if (state === 'paused') {
    return {
      badge: say('connections.state.paused'),
      tone: 'neutral',
      sentence: `${say('connections.paused')} ${last}`,
    };
  }
  if (state === 'needs attention') {
    return {
      badge: say('connections.state.needsAttention'),
      tone: 'bad',
      sentence: `${told} ${last}`,
    };
  }
  if (problem) {
    const next = nextTryAt ? say('connections.next', { when: clock(nextTryAt) }) : '';
    return {
      badge: say('connections.state.trouble'),
      tone: 'warn',
      sentence: [told, next, last].filter(Boolean).join(' '),
    };
  }
  return succeededAt
    ? {
        badge: say('connections.state.on'),
        tone: 'good',
        sentence: say('connections.fine', { when: clock(succeededAt) }),
      }
    : { badge: say('connections.state.first'), tone: 'info', sentence: say('connections.first') };
}
