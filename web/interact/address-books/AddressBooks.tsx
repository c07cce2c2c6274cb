import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { PartyView } from '../../../shared/identify/parties.ts';
import type { BookOfParty, BookWish } from '../../../shared/interact/address-books.ts';
import { api } from '../../app/api.ts';
import { connectionsQuery } from '../../app/connections.ts';
import { Confirm } from '../../ui/Dialog.tsx';
import { Checkbox } from '../../ui/Field.tsx';
import { Section } from '../../ui/Page.tsx';
import { toast } from '../../ui/toast.ts';
import { useWords } from '../../ui/words.ts';

const booksQuery = (id: string) =>
  queryOptions({
    // Under the word by which live updates know connections.
    queryKey: ['connection', 'books', id],
    queryFn: ({ signal }) =>
      api.get<{ rows: BookOfParty[] }>(`/address-books/of/${id}`, { signal }),
  });

/** In which of one's connected address books this record stands; nothing where there are none. */
export default function AddressBooks({ party }: { party: PartyView }) {
  const say = useWords();
  const client = useQueryClient();
  const { id, name } = party;
  const [leaving, setLeaving] = useState<{ collectionId: string; book: string } | null>(null);
  const hasBooks = useQuery(connectionsQuery).data?.some(({ kind }) => kind === 'carddav') ?? false;
  const { data } = useQuery({ ...booksQuery(id), enabled: hasBooks && party.trashedAt === null });
  const wish = useMutation({
    mutationFn: (input: BookWish & { book: string }) => {
      const { book: _, ...told } = input;
      return api.post('/address-books/wishes', told);
    },
    onSuccess: async (_, { book, isIn }) => {
      await client.invalidateQueries({ queryKey: booksQuery(id).queryKey });
      toast(say(isIn ? 'books.put' : 'books.takeOut', { name, book }), { tone: 'good' });
    },
    onError: (error) => toast(error.message, { tone: 'bad' }),
  });
  if (!data || data.rows.length === 0) return null;
  return (
    <Section title={say('books.title')}>
      <ul className="flex flex-col gap-8">
        {data.rows.map(({ collectionId, book, connection, isIn, wish: waits }) => (
          <li key={collectionId} className="flex flex-col">
            <Checkbox
              isSelected={waits === null ? isIn : waits === 'put'}
              isDisabled={wish.isPending}
              onChange={(to) =>
                to || !isIn
                  ? wish.mutate({ partyId: id, collectionId, isIn: to, book })
                  : setLeaving({ collectionId, book })
              }
            >
              {say('books.in', { book, connection })}
            </Checkbox>
            {waits ? (
              <span className="text-xs text-text-2">
                {say(waits === 'put' ? 'books.waits.put' : 'books.waits.takeOut')}
              </span>
            ) : null}
          </li>
        ))}
      </ul>
      <Confirm
        isOpen={leaving !== null}
        title={say('books.takeOut.ask', { name, book: leaving?.book ?? '' })}
        confirm={say('books.takeOut.do')}
        onConfirm={() => {
          if (leaving) wish.mutate({ partyId: id, ...leaving, isIn: false });
          setLeaving(null);
        }}
        onClose={() => setLeaving(null)}
      >
        {say('books.takeOut.words')}
      </Confirm>
    </Section>
  );
}
