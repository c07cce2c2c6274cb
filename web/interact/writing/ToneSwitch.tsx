import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../../app/api.ts';
import { Checkbox } from '../../ui/Field.tsx';
import { Card } from '../../ui/Page.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { toast } from '../../ui/toast.ts';
import { useWords } from '../../ui/words.ts';
import { writingChoicesQuery } from './queries.ts';

/** Whether one wants to be told how a mail may sound. */
export function ToneSwitch() {
  const say = useWords();
  const client = useQueryClient();
  const { data: choices } = useQuery(writingChoicesQuery);
  const { queryKey } = writingChoicesQuery;
  const change = useMutation({
    mutationFn: (toneHints: boolean) => api.put('/writing/choices', { toneHints }),
    onSuccess: (_, toneHints) => {
      client.setQueryData(queryKey, { toneHints });
      toast(say('settings.saved'), { tone: 'good' });
    },
    onError: (error) => toast(error.message, { tone: 'bad' }),
    onSettled: () => client.invalidateQueries({ queryKey }),
  });
  if (!choices) return <Skeleton shape="text" rows={1} />;
  return (
    <Card>
      <Checkbox
        isSelected={choices.toneHints}
        isDisabled={change.isPending}
        onChange={(isOn) => change.mutate(isOn)}
      >
        {say('writing.tone.switch')}
      </Checkbox>
    </Card>
  );
}
