import { useQuery } from '@tanstack/react-query';
import type { DeviceSession } from '../../shared/platform/sign-in.ts';
import { deviceOf } from '../app/devices.ts';
import type { MessageId } from '../locales/ids.ts';
import { Badge } from '../ui/Badge.tsx';
import { Button } from '../ui/Button.tsx';
import { Icon } from '../ui/Icon.tsx';
import { useWords } from '../ui/words.ts';
import { revokeOtherSessions, revokeSession, sessionsQuery } from './account.ts';
import { Loaded } from './Loaded.tsx';
import { useMoments } from './moments.ts';
import { Row, Rows } from './Rows.tsx';
import { useAct } from './useAct.ts';

const methodWords: Record<DeviceSession['method'], MessageId> = {
  password: 'settings.sessions.byPassword',
  code: 'settings.sessions.byCode',
  'recovery code': 'settings.sessions.byRecovery',
  passkey: 'settings.sessions.byPasskey',
  'single sign-on': 'settings.sessions.bySso',
};

/** Where one is signed in, and the way to end it elsewhere. */
export function Sessions() {
  const say = useWords();
  const { ago } = useMoments();
  const query = useQuery(sessionsQuery);
  const renews = [sessionsQuery.queryKey];
  const end = useAct(revokeSession, {
    renews,
    done: () => ({ text: say('settings.sessions.ended') }),
  });
  const endOthers = useAct(revokeOtherSessions, {
    renews,
    done: () => ({ text: say('settings.sessions.othersEnded') }),
  });
  const nameOf = (userAgent: string) => {
    const { browser, system } = deviceOf(userAgent);
    if (browser && system) return say('settings.sessions.device', { browser, system });
    return browser ?? system ?? say('settings.sessions.unknown');
  };
  return (
    <Loaded query={query}>
      {(sessions) => (
        <div className="flex flex-col gap-12">
          <Rows>
            {sessions.map(({ id, userAgent, source, method, updatedAt, isThis, isNew }) => (
              <Row
                key={id}
                picture={<Icon name="system" size={20} className="text-text-3" />}
                title={
                  <>
                    {nameOf(userAgent)}
                    {isThis ? <Badge tone="accent">{say('settings.sessions.this')}</Badge> : null}
                    {isNew ? <Badge tone="warn">{say('settings.sessions.new')}</Badge> : null}
                  </>
                }
                words={[
                  ...(source ? [source] : []),
                  say(methodWords[method]),
                  say('settings.sessions.used', { when: ago(updatedAt) }),
                ].join(' · ')}
              >
                {isThis ? null : (
                  <Button size="small" icon="signOut" onPress={() => end.mutate(id)}>
                    {say('settings.sessions.end')}
                  </Button>
                )}
              </Row>
            ))}
          </Rows>
          {sessions.length > 1 ? (
            <span>
              <Button isWorking={endOthers.isPending} onPress={() => endOthers.mutate()}>
                {say('settings.sessions.endOthers')}
              </Button>
            </span>
          ) : null}
        </div>
      )}
    </Loaded>
  );
}
