import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { Doorway } from '../app/Doorway.tsx';
import { signOut } from '../app/session.ts';
import { connectionsQuery } from '../app/singleSignOn.ts';
import { Button } from '../ui/Button.tsx';
import { useWords } from '../ui/words.ts';
import { Connections } from './Connections.tsx';
import { Loaded } from './Loaded.tsx';

/** For whoever came in by a password where the company asks for its own sign-in. */
export function SingleSignOnPage() {
  const say = useWords();
  const router = useRouter();
  const client = useQueryClient();
  const query = useQuery(connectionsQuery);
  const leave = async () => {
    await signOut(client);
    await router.navigate({ to: '/sign-in', replace: true });
  };
  return (
    <Doorway title={say('signOn.required')} lead={say('signOn.required.words')}>
      <div className="flex flex-col gap-20">
        <Loaded query={query}>{({ rows }) => <Connections rows={rows} isWayIn />}</Loaded>
        <span>
          <Button variant="quiet" icon="signOut" onPress={() => void leave()}>
            {say('settings.guard.leave')}
          </Button>
        </span>
      </div>
    </Doorway>
  );
}
