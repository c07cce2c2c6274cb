import { useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useEffect, useId, useRef, useState } from 'react';
import type { Captured, CaptureInput } from '../../../shared/interact/capture/capture.ts';
import { type Corrections, uncorrected } from '../../../shared/interact/capture/corrections.ts';
import type { KnownParty } from '../../../shared/interact/capture/names.ts';
import { foldForSearch } from '../../../shared/platform/folding.ts';
import { api, newKey } from '../../app/api.ts';
import { rememberVisit } from '../../app/recent.ts';
import { sessionQuery } from '../../app/session.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { NamingArea } from '../../ui/NamingArea.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { toast } from '../../ui/toast.ts';
import { type Say, useWords } from '../../ui/words.ts';
import { Chips } from './Chips.tsx';
import { type CaptureDraft, keepDraft, keptDraft } from './draft.ts';
import { partiesNamed, useUnderstanding } from './useUnderstanding.ts';

export interface CaptureBoxProps {
  /** The record on whose page the box was opened. */
  here: KnownParty | null;
  onClose: () => void;
}

/** One line for whatever just happened: it is read while it is typed, and Enter writes all of it down. */
export default function CaptureBox({ here: page, onClose }: CaptureBoxProps) {
  const say = useWords();
  const client = useQueryClient();
  const { data: session } = useSuspenseQuery(sessionQuery);
  const owner = session ? `${session.workspace.id}.${session.user.id}` : '';
  const [draft, setDraft] = useState<CaptureDraft>(
    () => keptDraft(owner) ?? { text: '', corrections: uncorrected, here: page },
  );
  const [asked, setAsked] = useState<string | null>(null);
  const [problem, setProblem] = useState<string>();
  const [isWorking, setWorking] = useState(false);
  const [isWanted, setWanted] = useState(false);
  const area = useRef<{ focus: () => void }>(null);
  const key = useRef(newKey());
  const hint = useId();
  const { text, corrections, here } = draft;
  useEffect(() => keepDraft(owner, draft), [owner, draft]);

  const understood = useUnderstanding(text, corrections, here);
  const { composed, isLooking } = understood;
  const { data: completions = [] } = useQuery({
    ...partiesNamed(asked?.trim() ?? ''),
    enabled: (asked?.trim() ?? '') !== '',
  });
  const isAsking =
    asked !== null &&
    asked.trim() !== '' &&
    !(asked.endsWith(' ') && foldForSearch(asked) in corrections.meant);
  const correct = (change: Partial<Corrections>) =>
    setDraft((old) => ({ ...old, corrections: { ...old.corrections, ...change } }));

  const save = async () => {
    if (isWorking) return;
    // Whoever types and presses Enter in one breath is not to wait for the names: it is saved when they are known.
    if (isLooking) {
      setWanted(true);
      return;
    }
    if (composed.missing) {
      setProblem(say(missingWords[composed.missing]));
      return;
    }
    setWorking(true);
    setProblem(undefined);
    const refresh = () =>
      Promise.all(
        ['timeline', 'person', 'company', 'people', 'companies', 'dealings', 'tasks'].map((first) =>
          client.invalidateQueries({ queryKey: [first] }),
        ),
      );
    try {
      const { event, added } = await api.post<Captured>(
        '/capture',
        withReminder(composed.input, say),
        {
          idempotencyKey: key.current,
        },
      );
      keepDraft(owner, { text: '', corrections: uncorrected, here: null });
      for (const one of added) rememberVisit(one);
      onClose();
      void refresh();
      const names = added.map(({ name }) => name).join(', ');
      toast(
        names === ''
          ? say('capture.saved')
          : say(composed.input.entry ? 'capture.savedWith' : 'capture.added', { names }),
        {
          tone: 'good',
          undo: async () => {
            await api.post(`/events/${event}/undo`);
            await refresh();
          },
        },
      );
    } catch (error) {
      // The line stays; sending it again after a lost answer writes it down once.
      setProblem(error instanceof Error ? error.message : String(error));
      setWorking(false);
    }
  };
  useEffect(() => {
    if (!isWanted || isLooking) return;
    setWanted(false);
    void save();
  });
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={say('capture.title')}
      size="large"
      at="top"
      actions={
        <>
          <span id={hint} className="me-auto self-center text-xs text-text-3">
            {say('capture.hint')}
          </span>
          <Button
            variant="primary"
            keys="Enter"
            isWorking={isWorking || isWanted}
            isDisabled={text.trim() === ''}
            onPress={() => void save()}
          >
            {say('capture.save')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-12">
        <NamingArea
          label={say('capture.label')}
          placeholder={say('capture.placeholder')}
          describedBy={hint}
          areaRef={area}
          autoFocus
          value={text}
          onChange={(typed) => {
            setProblem(undefined);
            setWanted(false);
            key.current = newKey();
            setDraft((old) => ({
              text: typed,
              // An emptied box is a new beginning, on the page where one is now.
              corrections: typed.trim() === '' ? uncorrected : old.corrections,
              here: typed.trim() === '' || old.text.trim() === '' ? page : old.here,
            }));
          }}
          onAsk={setAsked}
          offered={(isAsking ? completions : []).map(({ id, title, subtitle, kind }) => ({
            id,
            label: title,
            description: subtitle,
            avatar: kind,
          }))}
          onTake={({ id, label }) => {
            const party = completions.find((one) => one.id === id);
            if (party) correct({ meant: { ...corrections.meant, [foldForSearch(label)]: party } });
          }}
          onEnter={() => void save()}
        />
        {problem ? (
          <Notice tone="bad" isUrgent>
            {problem}
          </Notice>
        ) : null}
        {text.trim() === '' ? (
          <p className="text-sm text-text-3">{say('capture.examples')}</p>
        ) : (
          <Chips
            {...{ understood, here, corrections }}
            onCorrect={correct}
            onBack={() => area.current?.focus()}
          />
        )}
      </div>
    </Dialog>
  );
}

const missingWords = {
  text: 'capture.missing.text',
  who: 'capture.missing.who',
  which: 'capture.missing.which',
  one: 'capture.missing.one',
} as const;

/** The task that reminds of a contract is called in the words of whoever writes it down. */
function withReminder(input: CaptureInput, say: Say): CaptureInput {
  const { contract } = input;
  if (!contract) return input;
  const reminder = say('capture.contract.reminder', { what: contract.what });
  return { ...input, contract: { ...contract, reminder } };
}
