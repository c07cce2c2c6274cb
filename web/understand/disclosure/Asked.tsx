import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { PartyView } from '../../../shared/identify/parties.ts';
import { topics } from '../../../shared/identify/statements.ts';
import {
  type PageActKind,
  type SettlementOutcome,
  waitingActs,
} from '../../../shared/understand/page-rules.ts';
import type { PageActView, PagesView } from '../../../shared/understand/private-pages.ts';
import { api } from '../../app/api.ts';
import { FormDialog } from '../../app/FormDialog.tsx';
import { shownInstant } from '../../identify/parties/time.ts';
import { topicMessages } from '../../identify/parties/topics.ts';
import type { MessageId } from '../../locales/ids.ts';
import { Button } from '../../ui/Button.tsx';
import { TextArea } from '../../ui/Field.tsx';
import { Section } from '../../ui/Page.tsx';
import { toast } from '../../ui/toast.ts';
import { useLocale, useWords } from '../../ui/words.ts';

const kindMessages: Record<PageActKind, MessageId> = {
  correct: 'disclosure.act.correct',
  withdraw: 'disclosure.act.withdraw',
  object: 'disclosure.act.objectAll',
  download: 'disclosure.act.download',
  everything: 'disclosure.act.everything',
  erase: 'disclosure.act.erase',
};

const outcomeMessages: Record<SettlementOutcome, MessageId> = {
  'taken over': 'disclosure.outcome.takenOver',
  corrected: 'disclosure.outcome.corrected',
  kept: 'disclosure.outcome.kept',
  answered: 'disclosure.outcome.answered',
  'taken back': 'disclosure.outcome.takenBack',
};

/** What the person asked for by their page, what waits first; each is answered, and they read the answer. */
export function Asked({
  party,
  acts,
  can,
}: {
  party: PartyView;
  acts: readonly PageActView[];
  can: PagesView['can'];
}) {
  const say = useWords();
  const client = useQueryClient();
  const [answering, setAnswering] = useState<{ act: PageActView; outcome: SettlementOutcome }>();
  const waits = ({ kind, outcome }: PageActView) => outcome === null && waitingActs.includes(kind);
  const ordered = [...acts.filter(waits), ...acts.filter((act) => !waits(act))];
  const settle = async (act: PageActView, outcome: SettlementOutcome, answer = '') => {
    const { event } = await api.put<{ event: string }>(`/private-pages/acts/${act.id}`, {
      outcome,
      answer,
    });
    await client.invalidateQueries({ predicate: ({ queryKey }) => queryKey.includes(party.id) });
    toast(say('disclosure.settled'), {
      tone: 'good',
      undo: async () => {
        await api.post(`/events/${event}/undo`);
        await client.invalidateQueries({
          predicate: ({ queryKey }) => queryKey.includes(party.id),
        });
      },
    });
  };
  const settleNow = (act: PageActView, outcome: SettlementOutcome) =>
    void settle(act, outcome).catch((error: unknown) =>
      toast(error instanceof Error ? error.message : String(error), { tone: 'bad' }),
    );
  return (
    <Section title={say('disclosure.asked', { name: party.name })}>
      <ul className="flex flex-col">
        {ordered.map((act) => (
          <li
            key={act.id}
            className="flex flex-col gap-8 border-b border-border py-12 last:border-0"
          >
            <ActWords act={act} />
            {can.make && act.outcome === null ? (
              <span className="flex flex-wrap gap-8">
                {act.kind === 'correct' ? (
                  <>
                    {act.takesOver && can.edit ? (
                      <Button
                        size="small"
                        variant="primary"
                        onPress={() => settleNow(act, 'taken over')}
                      >
                        {say('disclosure.takeOver')}
                      </Button>
                    ) : null}
                    <Button size="small" onPress={() => settleNow(act, 'corrected')}>
                      {say('disclosure.corrected')}
                    </Button>
                    <Button size="small" onPress={() => setAnswering({ act, outcome: 'kept' })}>
                      {say('disclosure.keep')}
                    </Button>
                  </>
                ) : act.kind === 'erase' || act.kind === 'everything' ? (
                  <Button size="small" onPress={() => setAnswering({ act, outcome: 'answered' })}>
                    {say('disclosure.answer')}
                  </Button>
                ) : act.kind === 'object' && act.purpose === 'personal' ? (
                  <Button size="small" onPress={() => settleNow(act, 'taken back')}>
                    {say('disclosure.takenBack')}
                  </Button>
                ) : null}
              </span>
            ) : null}
          </li>
        ))}
      </ul>
      {answering ? (
        <AnswerDialog
          {...answering}
          onSave={(answer) => settle(answering.act, answering.outcome, answer)}
          onClose={() => setAnswering(undefined)}
        />
      ) : null}
    </Section>
  );
}

function ActWords({ act }: { act: PageActView }) {
  const say = useWords();
  const locale = useLocale();
  const { kind, purpose, value, said, at, outcome, answer, settledBy } = act;
  const topic = topics.find((one) => one === value?.topic);
  return (
    <div className="flex flex-col gap-2">
      <span className="font-semibold wrap-anywhere">
        {say(
          kind === 'object' && purpose === 'personal'
            ? 'disclosure.act.objectPersonal'
            : kindMessages[kind],
        )}
      </span>
      {value && topic ? (
        <span className="wrap-anywhere text-text-2">
          {`${say(topicMessages[topic])}: `}
          <s>{value.text}</s>
        </span>
      ) : null}
      {said ? <span className="wrap-anywhere whitespace-pre-line">{said}</span> : null}
      <span className="text-xs text-text-3">{shownInstant(at, locale)}</span>
      {outcome ? (
        <span className="text-sm wrap-anywhere text-text-2">
          {[say(outcomeMessages[outcome], { name: settledBy ?? '' }), answer]
            .filter(Boolean)
            .join(' ')}
        </span>
      ) : null}
    </div>
  );
}

function AnswerDialog({
  act,
  outcome,
  onSave,
  onClose,
}: {
  act: PageActView;
  outcome: SettlementOutcome;
  onSave: (answer: string) => Promise<void>;
  onClose: () => void;
}) {
  const say = useWords();
  const [answer, setAnswer] = useState('');
  const needs = outcome === 'kept';
  return (
    <FormDialog
      title={say(kindMessages[act.kind])}
      save={say(needs ? 'disclosure.keep' : 'disclosure.answer')}
      onClose={onClose}
      check={(): Record<string, string> =>
        needs && !answer.trim() ? { answer: say('disclosure.reason.missing') } : {}
      }
      onSave={() => onSave(answer.trim())}
    >
      <p className="text-sm text-text-2">
        {say(act.kind === 'erase' ? 'disclosure.answer.erase' : 'disclosure.answer.read')}
      </p>
      <TextArea
        label={say(needs ? 'disclosure.reason' : 'disclosure.answer.words')}
        name="answer"
        rows={3}
        autoFocus
        value={answer}
        onChange={setAnswer}
      />
    </FormDialog>
  );
}
