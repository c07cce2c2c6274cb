import { useMutation } from '@tanstack/react-query';
import { Button } from '../../ui/Button.tsx';
import { toast } from '../../ui/toast.ts';
import { useWords } from '../../ui/words.ts';
import { leaveToSignIn } from './providers.ts';

/** Leaves for the provider. It stays at work until the page is left. */
export function SignInButton({
  id,
  provider,
  mailbox,
}: {
  id: string;
  provider: string;
  /** Whose it is, for whoever hears the page. */
  mailbox: string;
}) {
  const say = useWords();
  const leave = useMutation({
    mutationFn: leaveToSignIn,
    onError: (error) => toast(error.message, { tone: 'bad' }),
  });
  return (
    <Button
      size="small"
      variant="primary"
      isWorking={leave.isPending}
      onPress={() => leave.mutate(id)}
    >
      {say('connections.signIn.do', { provider })}
      <span className="sr-only"> {mailbox}</span>
    </Button>
  );
}
