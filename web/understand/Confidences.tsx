import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { PartyView } from '../../shared/identify/parties.ts';
import type { ConfidenceView } from '../../shared/understand/confidences.ts';
import { api } from '../app/api.ts';
import { sessionQuery } from '../app/session.ts';
import { shownInstant } from '../identify/parties/time.ts';
import { Button, IconButton } from '../ui/Button.tsx';
import { Icon } from '../ui/Icon.tsx';
import { toast } from '../ui/toast.ts';
import { useLocale, useWords } from '../ui/words.ts';
import { ConfidantsDialog } from './ConfidantsDialog.tsx';
import { ConfidenceDialog } from './ConfidenceDialog.tsx';
import { confidencesQuery } from './queries.ts';
import { groundMessages, subjectMessages } from './words.ts';

/** What was confided to whoever looks, and to those who are named beside it. */
export function Confidences({ party }: { party: PartyView }) {
  const say = useWords();
  const client = useQueryClient();
  const { data: session } = useQuery(sessionQuery);
  const { data } = useQuery(confidencesQuery(party.id));
  const [isAdding, setAdding] = useState(false);
  const [sharing, setSharing] = useState<ConfidenceView>();
  const rows = data?.rows ?? [];
  const mayAdd = session != null && session.user.level !== 'reader' && !party.trashedAt;
  const refresh = () =>
    Promise.all([
      client.invalidateQueries({ queryKey: confidencesQuery(party.id).queryKey }),
      client.invalidateQueries({ queryKey: [party.kind, party.id] }),
      client.invalidateQueries({ queryKey: ['facts', party.id] }),
    ]);
  const forget = async ({ id }: ConfidenceView) => {
    try {
      await api.delete(`/confidences/${id}`);
      await refresh();
      toast(say('understand.confidence.forgotten'), { tone: 'good' });
    } catch (error) {
      toast(error instanceof Error ? error.message : String(error), { tone: 'bad' });
    }
  };
  if (rows.length === 0 && !mayAdd) return null;
  return (
    <section aria-label={say('understand.confidences')} className="flex flex-col gap-8">
      <header className="flex items-center gap-8 border-b border-border pb-4">
        <h3 className="min-w-0 flex-1 text-xs text-text-2">{say('understand.confidences')}</h3>
        {mayAdd ? (
          <IconButton
            size="small"
            icon="add"
            label={say('understand.confidence.add')}
            onPress={() => setAdding(true)}
          />
        ) : null}
      </header>
      {rows.map((row) => (
        <Confided
          key={row.id}
          row={row}
          onShare={mayAdd ? () => setSharing(row) : undefined}
          onForget={mayAdd ? () => void forget(row) : undefined}
        />
      ))}
      {isAdding ? (
        <ConfidenceDialog partyId={party.id} onSaved={refresh} onClose={() => setAdding(false)} />
      ) : null}
      {sharing ? (
        <ConfidantsDialog
          confidence={sharing}
          onSaved={refresh}
          onClose={() => setSharing(undefined)}
        />
      ) : null}
    </section>
  );
}

function Confided({
  row,
  onShare,
  onForget,
}: {
  row: ConfidenceView;
  onShare: (() => void) | undefined;
  onForget: (() => void) | undefined;
}) {
  const say = useWords();
  const locale = useLocale();
  const [asks, setAsks] = useState(false);
  return (
    <article className="flex flex-col gap-4 rounded-control bg-sunken px-8 py-8">
      <p className="flex items-center gap-8 text-xs text-text-2">
        <Icon name="lock" />
        <span className="min-w-0 flex-1">{say(subjectMessages[row.subject])}</span>
        <span className="text-text-3">{shownInstant(row.statedAt, locale)}</span>
      </p>
      <p className="text-base wrap-anywhere whitespace-pre-line">{row.detail}</p>
      {row.need ? (
        <p className="text-sm wrap-anywhere text-text-2">
          {say('understand.confidence.othersSee', { need: row.need })}
        </p>
      ) : null}
      <p className="text-xs wrap-anywhere text-text-3">
        {say('understand.confidence.knownTo', {
          names: new Intl.ListFormat(locale).format(row.confidants.map(({ name }) => name)),
        })}
        {' · '}
        {[say(groundMessages[row.ground]), row.groundNote].filter(Boolean).join(': ')}
      </p>
      {onShare && onForget ? (
        <span className="flex flex-wrap gap-8">
          <Button size="small" variant="quiet" onPress={onShare}>
            {say('understand.confidence.share')}
          </Button>
          {asks ? (
            <Button size="small" variant="danger" onPress={onForget}>
              {say('understand.confidence.forgetNow')}
            </Button>
          ) : (
            <Button size="small" variant="quiet" onPress={() => setAsks(true)}>
              {say('understand.confidence.forget')}
            </Button>
          )}
        </span>
      ) : null}
    </article>
  );
}
