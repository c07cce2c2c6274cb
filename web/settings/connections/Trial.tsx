import { useMutation } from '@tanstack/react-query';
import type { ConnectionTrial } from '../../../shared/platform/connections.ts';
import { ApiProblem } from '../../app/api.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useWords } from '../../ui/words.ts';
import { tryConnection } from './queries.ts';
import { problemSentence } from './words.ts';

/** Getting in with what is typed; nothing is kept of it. */
export function useTrial(onFields: (fields: Record<string, string>) => void) {
  return useMutation({
    mutationFn: tryConnection,
    onError: (error) => {
      if (error instanceof ApiProblem && error.fields) onFields(error.fields);
    },
  });
}

export function Trial({
  trial: { data, error, isPending, isSuccess, mutate },
  input,
  isReady,
  owner,
}: {
  trial: ReturnType<typeof useTrial>;
  input: ConnectionTrial;
  isReady: boolean;
  owner: string;
}) {
  const say = useWords();
  return (
    <div className="flex flex-col gap-8">
      <span>
        <Button
          icon="refresh"
          isWorking={isPending}
          isDisabled={!isReady}
          onPress={() => mutate(input)}
        >
          {say('connections.try')}
        </Button>
      </span>
      {error && !isPending ? (
        <Notice tone="bad" isUrgent>
          {error.message}
        </Notice>
      ) : null}
      {isSuccess && !isPending ? (
        <Notice tone={data ? 'bad' : 'good'} isUrgent>
          {data
            ? problemSentence(say, data, input, owner)
            : say(input.kind === 'imap' ? 'connections.try.fine' : 'connections.calendar.try.fine')}
        </Notice>
      ) : null}
    </div>
  );
}
