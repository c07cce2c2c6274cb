import type { Proof } from '../../shared/platform/sign-in.ts';
import type { OwnConnection } from '../../shared/platform/single-sign-on.ts';
import { leaveToConnect } from '../app/singleSignOn.ts';
import { Button } from '../ui/Button.tsx';
import { Icon } from '../ui/Icon.tsx';
import { toast } from '../ui/toast.ts';
import { useWords } from '../ui/words.ts';
import { useMoments } from './moments.ts';
import { Row, Rows } from './Rows.tsx';
import { useProof } from './useProof.tsx';

/** The sign-ins of one's companies, and whether one's account here is connected with each. */
export function Connections({
  rows,
  isWayIn = false,
}: {
  rows: OwnConnection[];
  isWayIn?: boolean;
}) {
  return (
    <Rows>
      {rows.map((row) => (
        <ConnectionRow key={row.workspaceId} {...row} isWayIn={isWayIn} />
      ))}
    </Rows>
  );
}

function ConnectionRow({
  workspaceId,
  workspace,
  email,
  lastUsedAt,
  isWayIn,
}: OwnConnection & { isWayIn: boolean }) {
  const say = useWords();
  const { ago } = useMoments();
  const connect = useProof((proof?: Proof) => leaveToConnect(workspaceId, proof), {
    onDone: () => undefined,
    onProblem: (words) => toast(words, { tone: 'bad' }),
  });
  return (
    <Row
      picture={<Icon name="company" size={20} className="text-text-3" />}
      title={workspace}
      words={
        lastUsedAt
          ? [email, say('signOn.own.used', { when: ago(lastUsedAt) })].filter(Boolean).join(' · ')
          : say('signOn.own.not')
      }
    >
      {isWayIn || !lastUsedAt ? (
        <Button size="small" isWorking={connect.isWorking} onPress={() => void connect.run()}>
          {say(isWayIn ? 'signOn.continue' : 'signOn.own.connect')}
          <span className="sr-only"> {workspace}</span>
        </Button>
      ) : null}
      {connect.dialog}
    </Row>
  );
}
