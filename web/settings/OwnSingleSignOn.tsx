import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { connectionsQuery, wordsOfProblem } from '../app/singleSignOn.ts';
import { Notice } from '../ui/Notice.tsx';
import { useWords } from '../ui/words.ts';
import { Connections } from './Connections.tsx';
import { Loaded } from './Loaded.tsx';

/** One's own account at the company's sign-in, connected with the one here. */
export function OwnSingleSignOn() {
  const say = useWords();
  const query = useQuery(connectionsQuery);
  const { problem } = useSearch({ strict: false }) as { problem?: unknown };
  const words = wordsOfProblem(problem);
  return (
    <div className="flex flex-col gap-12">
      {words ? (
        <Notice tone="bad" isUrgent>
          {say(words)}
        </Notice>
      ) : null}
      <Loaded query={query}>
        {({ rows }) =>
          rows.length === 0 ? (
            <p className="text-text-2">{say('signOn.own.none')}</p>
          ) : (
            <Connections rows={rows} />
          )
        }
      </Loaded>
    </div>
  );
}
