import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { Doorway } from '../app/Doorway.tsx';
import { sessionQuery, signOut } from '../app/session.ts';
import { Button } from '../ui/Button.tsx';
import { useWords } from '../ui/words.ts';
import { Passkeys } from './Passkeys.tsx';
import { SecondFactor } from './SecondFactor.tsx';

/** Where a company that asks for more than a password lets one set it up, and nowhere further. */
export function GuardPage() {
  const say = useWords();
  const router = useRouter();
  const client = useQueryClient();
  const goOn = () => {
    client.removeQueries({ queryKey: sessionQuery.queryKey });
    void router.navigate({ to: '/', replace: true });
  };
  const leave = async () => {
    await signOut(client);
    await router.navigate({ to: '/sign-in', replace: true });
  };
  return (
    <Doorway title={say('settings.guard')} lead={say('settings.guard.words')}>
      <div className="flex flex-col gap-20">
        <SecondFactor onGuarded={goOn} />
        <Passkeys onGuarded={goOn} />
        <span>
          <Button variant="quiet" icon="signOut" onPress={() => void leave()}>
            {say('settings.guard.leave')}
          </Button>
        </span>
      </div>
    </Doorway>
  );
}
