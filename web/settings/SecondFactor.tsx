import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { SecondFactorView } from '../../shared/platform/sign-in.ts';
import { Badge } from '../ui/Badge.tsx';
import { Button } from '../ui/Button.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Notice } from '../ui/Notice.tsx';
import { toast } from '../ui/toast.ts';
import { useWords } from '../ui/words.ts';
import { AuthenticatorSetup } from './AuthenticatorSetup.tsx';
import { sessionsQuery } from './account.ts';
import { Loaded } from './Loaded.tsx';
import { useMoments } from './moments.ts';
import { RecoveryCodes } from './RecoveryCodes.tsx';
import { Row, Rows } from './Rows.tsx';
import {
  beginAuthenticator,
  makeRecoveryCodes,
  removeAuthenticator,
  secondFactorQuery,
} from './security.ts';
import { useProof } from './useProof.tsx';

/** Codes of an app beside the password: set up, kept for the day the phone is lost, turned off. */
export function SecondFactor({ onGuarded }: { onGuarded?: () => void }) {
  const query = useQuery(secondFactorQuery);
  return (
    <Loaded query={query}>
      {(view) => <Guarding {...view} {...(onGuarded ? { onGuarded } : {})} />}
    </Loaded>
  );
}

function Guarding({
  hasAuthenticator,
  recoveryCodes,
  requiredFrom,
  onGuarded,
}: SecondFactorView & { onGuarded?: () => void }) {
  const say = useWords();
  const { day } = useMoments();
  const client = useQueryClient();
  const [begun, setBegun] = useState<{ uri: string; secret: string }>();
  const [codes, setCodes] = useState<string[]>();
  const renew = async () => {
    await client.invalidateQueries({ queryKey: secondFactorQuery.queryKey });
    await client.invalidateQueries({ queryKey: sessionsQuery.queryKey });
  };
  const onProblem = (words: string) => toast(words, { tone: 'bad' });
  const setUp = useProof(beginAuthenticator, { onDone: setBegun, onProblem });
  const renewCodes = useProof(makeRecoveryCodes, {
    onDone: (made) => {
      setCodes(made.recoveryCodes);
      void renew();
    },
    onProblem,
  });
  const turnOff = useProof(removeAuthenticator, {
    onDone: () => {
      setCodes(undefined);
      toast(say('settings.second.off'), { tone: 'good' });
      void renew();
    },
    onProblem,
  });
  const done = (made: string[]) => {
    setBegun(undefined);
    setCodes(made);
    void renew();
  };
  return (
    <div className="flex flex-col gap-12">
      {requiredFrom && !hasAuthenticator && !onGuarded ? (
        <Notice tone="warn">{say('settings.second.asked', { day: day(requiredFrom) })}</Notice>
      ) : null}
      {begun ? (
        <AuthenticatorSetup {...begun} onDone={done} onCancel={() => setBegun(undefined)} />
      ) : (
        <Rows>
          <Row
            picture={<Icon name="shield" size={20} className="text-text-3" />}
            title={
              <>
                {say('settings.second.app')}
                {hasAuthenticator ? <Badge tone="good">{say('settings.second.on')}</Badge> : null}
              </>
            }
            words={
              hasAuthenticator
                ? say('settings.second.codesLeft', { count: recoveryCodes })
                : say('settings.second.app.words')
            }
          >
            {hasAuthenticator ? (
              <>
                <Button
                  size="small"
                  isWorking={renewCodes.isWorking}
                  onPress={() => void renewCodes.run()}
                >
                  {say('settings.recovery.new')}
                </Button>
                <Button
                  size="small"
                  variant="danger"
                  isWorking={turnOff.isWorking}
                  onPress={() => void turnOff.run()}
                >
                  {say('settings.second.turnOff')}
                </Button>
              </>
            ) : (
              <Button size="small" isWorking={setUp.isWorking} onPress={() => void setUp.run()}>
                {say('settings.second.setup')}
              </Button>
            )}
          </Row>
        </Rows>
      )}
      {codes ? (
        <RecoveryCodes
          codes={codes}
          onKept={() => {
            setCodes(undefined);
            onGuarded?.();
          }}
        />
      ) : null}
      {setUp.dialog}
      {renewCodes.dialog}
      {turnOff.dialog}
    </div>
  );
}
