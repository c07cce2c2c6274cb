import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { Avatar } from '../ui/Avatar.tsx';
import { Button, buttonClass } from '../ui/Button.tsx';
import { onDemand } from '../ui/onDemand.tsx';
import { Section } from '../ui/Page.tsx';
import { toast } from '../ui/toast.ts';
import { useWords } from '../ui/words.ts';
import { useFigures } from './figures.ts';
import { type Candidate, candidatesQuery, type Promoted, promote } from './imports.ts';
import { useMayImport } from './useMayImport.ts';

const TieDialog = onDemand(() => import('./TieDialog.tsx'));

const shownAtFirst = 10;

/** People who write often and are nobody here yet: one press and their whole past joins them. */
export function Candidates({ id }: { id: string }) {
  const say = useWords();
  const mayImport = useMayImport();
  const [all, setAll] = useState(false);
  const { data } = useQuery(candidatesQuery(id));
  const rows = data?.rows ?? [];
  if (!mayImport || rows.length === 0) return null;
  const shown = all ? rows : rows.slice(0, shownAtFirst);
  return (
    <Section title={say('import.candidates')}>
      <p className="text-text-2">{say('import.candidates.words')}</p>
      <ul className="rounded-control border border-border bg-surface">
        {shown.map((candidate) => (
          <CandidateRow key={candidate.id} {...candidate} />
        ))}
      </ul>
      {shown.length < rows.length ? (
        <span>
          <Button size="small" onPress={() => setAll(true)}>
            {say('import.candidates.all', { count: rows.length })}
          </Button>
        </span>
      ) : null}
    </Section>
  );
}

function CandidateRow({ id, address, name, written, received, isChat }: Candidate) {
  const say = useWords();
  const { count } = useFigures();
  const called = name || address;
  const [tied, setTied] = useState<Promoted>();
  const [isTying, setTying] = useState(false);
  const promotion = useMutation({
    mutationFn: () => promote(id),
    onSuccess: () => toast(say('import.candidates.added', { name: called }), { tone: 'good' }),
    onError: (error) => toast(error.message, { tone: 'bad' }),
  });
  const found = tied ?? promotion.data;
  return (
    <li className="flex flex-wrap items-center gap-x-12 gap-y-4 border-b border-border px-card-x py-card-y last:border-b-0">
      <Avatar name={called} size={32} />
      <span className="flex min-w-0 flex-1 basis-[200px] flex-col">
        <b className="truncate font-medium">{called}</b>
        <span className="truncate text-sm text-text-2">
          {[
            ...(isChat && !address.startsWith('+')
              ? [say('import.candidates.inChats')]
              : name && name !== address
                ? [address]
                : []),
            say('import.candidates.traffic', {
              written: count(written),
              received: count(received),
            }),
          ].join(' · ')}
        </span>
      </span>
      {found ? (
        <Link
          to={found.kind === 'company' ? '/companies/$id' : '/people/$id'}
          params={{ id: found.id }}
          className={buttonClass('secondary', 'small')}
        >
          {say('import.candidates.open', { name: called })}
        </Link>
      ) : (
        <span className="flex flex-wrap gap-8">
          <Button size="small" icon="person" onPress={() => setTying(true)}>
            {say('import.candidates.tie')}
            <span className="sr-only"> {called}</span>
          </Button>
          <Button
            size="small"
            icon="personAdd"
            isWorking={promotion.isPending}
            onPress={() => promotion.mutate()}
          >
            {say('import.candidates.add')}
            <span className="sr-only"> {called}</span>
          </Button>
        </span>
      )}
      {isTying ? (
        <TieDialog
          addressId={id}
          called={called}
          onTied={(party) => {
            setTied(party);
            toast(say('import.candidates.tied', { name: called }), { tone: 'good' });
          }}
          onClose={() => setTying(false)}
        />
      ) : null}
    </li>
  );
}
