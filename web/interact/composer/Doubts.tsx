import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { AddressDoubt } from '../../../shared/interact/outgoing.ts';
import { api } from '../../app/api.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { toast } from '../../ui/toast.ts';
import { useWords } from '../../ui/words.ts';
import { bounceWords } from './words.ts';

// By this word live updates know it.
const queryKey = ['doubtful address'];

const clear = ({ id }: AddressDoubt) =>
  api.post<{ event: string }>(`/outgoing/doubts/${id}/clearance`);

/** Addresses from which mail came back, said before the next mail goes there. */
export function Doubts({ addresses }: { addresses: readonly string[] }) {
  const say = useWords();
  const client = useQueryClient();
  const asked = addresses.filter((address) => address.includes('@')).join(',');
  const { data } = useQuery({
    queryKey: [...queryKey, asked],
    queryFn: ({ signal }) =>
      api.get<{ rows: AddressDoubt[] }>(`/outgoing/doubts?addresses=${encodeURIComponent(asked)}`, {
        signal,
      }),
    enabled: asked !== '',
  });
  const renew = () => client.invalidateQueries({ queryKey });
  const settle = useMutation({
    mutationFn: clear,
    onSuccess: ({ event }, { address }) =>
      toast(say('outgoing.doubt.cleared', { address }), {
        tone: 'good',
        undo: async () => {
          await api.post(`/events/${event}/undo`);
          await renew();
        },
      }),
    onError: (error) => toast(error.message, { tone: 'bad' }),
    onSettled: renew,
  });
  return (asked === '' ? [] : (data?.rows ?? [])).map((doubt) => (
    <Notice
      key={doubt.id}
      tone="warn"
      title={say('outgoing.doubt')}
      actions={
        <Button size="small" isWorking={settle.isPending} onPress={() => settle.mutate(doubt)}>
          {say('outgoing.doubt.clear')}
          <span className="sr-only"> {doubt.address}</span>
        </Button>
      }
    >
      <span className="wrap-anywhere">
        {say(bounceWords[doubt.reason], { address: doubt.address })}
      </span>
      {doubt.words ? (
        <span className="text-sm wrap-anywhere">
          {say('outgoing.said', { words: doubt.words })}
        </span>
      ) : null}
    </Notice>
  ));
}
