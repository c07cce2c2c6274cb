import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { ActivityInput } from '../../../shared/interact/activities.ts';
import { readWhen } from '../../../shared/interact/capture/when.ts';
import { api, newKey } from '../../app/api.ts';
import type { Spoken } from '../../app/calling.ts';
import { Button } from '../../ui/Button.tsx';
import { classes } from '../../ui/classes.ts';
import { EditBox } from '../../ui/EditBox.tsx';
import { SegmentedField, TextArea } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { toast } from '../../ui/toast.ts';
import { useLocale, useWords } from '../../ui/words.ts';
import { type LogDraft, LogDrafts } from './drafts.ts';
import { LogDetails, minutesOf } from './LogDetails.tsx';

const drafts = new LogDrafts();

/** Writes a call, meeting or note down: `L`, type, `Mod+Enter`. What is typed survives closing. */
export default function LogBox({
  party,
  className = 'border-b border-border bg-surface',
  onClose,
}: {
  party: Spoken;
  className?: string;
  onClose: () => void;
}) {
  const say = useWords();
  const locale = useLocale();
  const client = useQueryClient();
  const [draft, setDraft] = useState<LogDraft>(() => drafts.of(party.id));
  const [isMore, setMore] = useState(false);
  const [problem, setProblem] = useState<string>();
  const [isWorking, setWorking] = useState(false);
  const key = useRef(newKey());
  useEffect(() => drafts.keep(party.id, draft), [party.id, draft]);
  const set = (change: Partial<LogDraft>) => setDraft((old) => ({ ...old, ...change }));

  const when = readWhen(draft.when, {
    now: Temporal.Now.zonedDateTimeISO(),
    monthFirst: locale === 'en-US',
    isPast: draft.kind !== 'meeting',
  });
  const isCall = draft.kind === 'call';

  const save = async () => {
    if (isWorking) return;
    if (!draft.text.trim()) {
      setProblem(say('interact.log.empty'));
      return;
    }
    const minutes = minutesOf(draft.minutes);
    if (when === null || minutes === null) {
      setMore(true);
      setProblem(say(when === null ? 'interact.log.badWhen' : 'interact.log.badMinutes'));
      return;
    }
    const lasted = draft.kind === 'note' ? undefined : (minutes ?? when.minutes ?? undefined);
    setWorking(true);
    setProblem(undefined);
    const input: ActivityInput = {
      kind: draft.kind,
      partyIds: [party.id],
      text: draft.text.trim(),
      ...(isCall ? { direction: draft.direction } : {}),
      ...(isCall && draft.outcome !== 'unsaid' ? { outcome: draft.outcome } : {}),
      ...(when.instant ? { occurredAt: when.instant.toString() } : {}),
      ...(lasted ? { minutes: lasted } : {}),
      visibility: draft.isPrivate ? 'private' : 'everyone',
    };
    const refresh = () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ['timeline', party.id] }),
        client.invalidateQueries({ queryKey: [party.kind, party.id] }),
      ]);
    try {
      const { event } = await api.post<{ event: string }>('/activities', input, {
        idempotencyKey: key.current,
      });
      drafts.forget(party.id, draft.kind);
      onClose();
      void refresh();
      toast(say('interact.log.saved'), {
        tone: 'good',
        undo: async () => {
          await api.post(`/events/${event}/undo`);
          await refresh();
        },
      });
    } catch (error) {
      // The text stays; sending it again after a lost answer writes it down once.
      setProblem(error instanceof Error ? error.message : String(error));
      setWorking(false);
    }
  };
  return (
    <EditBox
      label={say('identify.log')}
      onSave={() => void save()}
      onCancel={onClose}
      className={classes('flex flex-col gap-8', className)}
    >
      {problem ? (
        <Notice tone="bad" isUrgent>
          {problem}
        </Notice>
      ) : null}
      <TextArea
        label={say('interact.log.text')}
        hideLabel
        placeholder={say('interact.log.placeholder', { name: party.name })}
        rows={3}
        value={draft.text}
        onChange={(text) => set({ text })}
        autoFocus
      />
      <div className="flex flex-wrap items-end gap-8">
        <SegmentedField
          label={say('interact.log.kind')}
          hideLabel
          options={[
            { id: 'call', label: say('interact.log.call'), icon: 'call' },
            { id: 'meeting', label: say('interact.log.meeting'), icon: 'meeting' },
            { id: 'note', label: say('interact.log.note'), icon: 'note' },
          ]}
          value={draft.kind}
          onChange={(kind) => set({ kind })}
        />
        <Button
          variant="quiet"
          size="small"
          iconAfter={isMore ? 'up' : 'down'}
          aria-expanded={isMore}
          onPress={() => setMore(!isMore)}
        >
          {say('interact.log.more')}
        </Button>
        <span className="ms-auto flex gap-8">
          <Button variant="quiet" onPress={onClose}>
            {say('ui.cancel')}
          </Button>
          <Button
            variant="primary"
            keys="Mod+Enter"
            isWorking={isWorking}
            onPress={() => void save()}
          >
            {say('identify.save')}
          </Button>
        </span>
      </div>
      {isMore ? <LogDetails draft={draft} when={when} onChange={set} /> : null}
    </EditBox>
  );
}
