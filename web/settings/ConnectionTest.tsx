import { useMutation } from '@tanstack/react-query';
import type {
  ConnectionProblem,
  ConnectionTestInput,
} from '../../shared/platform/single-sign-on.ts';
import { ApiProblem } from '../app/api.ts';
import type { MessageId } from '../locales/ids.ts';
import { Button } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';
import { useWords } from '../ui/words.ts';
import { testSingleSignOn } from './security.ts';

const problemWords: Record<ConnectionProblem, MessageId> = {
  address: 'signOn.test.address',
  port: 'signOn.test.port',
  'unknown host': 'signOn.test.unknownHost',
  private: 'signOn.test.private',
  'no answer': 'signOn.test.noAnswer',
  certificate: 'signOn.test.certificate',
  'too slow': 'signOn.test.tooSlow',
  'too large': 'signOn.test.notAProvider',
  'not a provider': 'signOn.test.notAProvider',
  moved: 'signOn.test.moved',
  'other issuer': 'signOn.test.otherIssuer',
  incomplete: 'signOn.test.incomplete',
  'no keys': 'signOn.test.noKeys',
  'client refused': 'signOn.test.clientRefused',
};

/** Everything that can be tried before somebody signs in, and in plain words what is wrong. */
export function ConnectionTest({
  input,
  isReady,
  onFields,
}: {
  input: ConnectionTestInput;
  isReady: boolean;
  onFields: (fields: Record<string, string>) => void;
}) {
  const say = useWords();
  const trial = useMutation({
    mutationFn: testSingleSignOn,
    onError: (error) => {
      if (error instanceof ApiProblem && error.fields) onFields(error.fields);
    },
  });
  const { data, error } = trial;
  return (
    <div className="flex flex-col gap-8">
      <span>
        <Button
          icon="refresh"
          isWorking={trial.isPending}
          isDisabled={!isReady}
          onPress={() => trial.mutate(input)}
        >
          {say('signOn.test')}
        </Button>
      </span>
      {error ? (
        <Notice tone="bad" isUrgent>
          {error.message}
        </Notice>
      ) : null}
      {data && !trial.isPending ? (
        <Notice tone={data.problem ? 'bad' : 'good'} isUrgent>
          {data.problem
            ? say(problemWords[data.problem], { host: data.host, told: data.told ?? '–' })
            : say('signOn.test.right')}
        </Notice>
      ) : null}
    </div>
  );
}
