import { useState } from 'react';
import { sessionQuery } from '../app/session.ts';
import { Button } from '../ui/Button.tsx';
import { SegmentedField } from '../ui/Field.tsx';
import { Card } from '../ui/Page.tsx';
import { useWords } from '../ui/words.ts';
import { useMoments } from './moments.ts';
import { requireSecondFactor, secondFactorQuery } from './security.ts';
import { useAct } from './useAct.ts';
import { useSession } from './useSession.ts';

const renews = [sessionQuery.queryKey, secondFactorQuery.queryKey];

/** Whether a password is enough in this company; owners decide. */
export function Protection() {
  const say = useWords();
  const { day } = useMoments();
  const session = useSession();
  const [days, setDays] = useState<'0' | '7' | '30'>('7');
  const require = useAct((graceDays: number | null) => requireSecondFactor({ graceDays }), {
    renews,
    done: () => ({ text: say('settings.saved') }),
  });
  if (!session) return null;
  const from = session.workspace.secondFactorFrom;
  return (
    <Card>
      <div className="flex flex-col items-start gap-16">
        {from ? (
          <>
            <p>{say('settings.protection.from', { day: day(from) })}</p>
            <Button isWorking={require.isPending} onPress={() => require.mutate(null)}>
              {say('settings.protection.stop')}
            </Button>
          </>
        ) : (
          <>
            <SegmentedField
              label={say('settings.protection.grace')}
              description={say('settings.protection.grace.words')}
              value={days}
              onChange={setDays}
              options={[
                { id: '0', label: say('settings.protection.atOnce') },
                { id: '7', label: say('settings.protection.week') },
                { id: '30', label: say('settings.protection.month') },
              ]}
            />
            <Button
              icon="shield"
              isWorking={require.isPending}
              onPress={() => require.mutate(Number(days))}
            >
              {say('settings.protection.do')}
            </Button>
          </>
        )}
      </div>
    </Card>
  );
}
