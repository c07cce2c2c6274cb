import { type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query';
import { toast } from '../ui/toast.ts';

export interface ActOptions<Input, Answer> {
  /** What is asked for anew afterwards. */
  renews: QueryKey[];
  /** Said when it has happened; with `undo` it can be taken back. */
  done?: (answer: Answer, input: Input) => { text: string; undo?: () => Promise<unknown> };
}

/** One change to the server: it happens at once, says so, and says why when it could not. */
export function useAct<Input, Answer>(
  act: (input: Input) => Promise<Answer>,
  { renews, done }: ActOptions<Input, Answer>,
) {
  const client = useQueryClient();
  const renew = () => Promise.all(renews.map((queryKey) => client.invalidateQueries({ queryKey })));
  return useMutation({
    mutationFn: act,
    onSuccess: (answer, input) => {
      const said = done?.(answer, input);
      if (!said) return;
      const { undo } = said;
      toast(said.text, {
        tone: 'good',
        ...(undo && {
          undo: async () => {
            await undo();
            await renew();
          },
        }),
      });
    },
    onError: (error) => toast(error.message, { tone: 'bad' }),
    onSettled: renew,
  });
}
