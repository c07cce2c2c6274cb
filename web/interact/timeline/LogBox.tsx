import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { PartyView } from '../../../shared/identify/parties.ts';
import type { ActivityInput } from '../../../shared/interact/activities.ts';
import { api, newKey } from '../../app/api.ts';
import { Button } from '../../ui/Button.tsx';
import { DateField } from '../../ui/DateField.tsx';
import { EditBox } from '../../ui/EditBox.tsx';
import { SegmentedField, TextArea, TextField } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { toast } from '../../ui/toast.ts';
import { useWords } from '../../ui/words.ts';
import { type LogDraft, LogDrafts } from './drafts.ts';
import { momentOf } from './moment.ts';

const drafts = new LogDrafts();

/** Writes a call, meeting or note down: `L`, type, `Mod+Enter`. What is typed survives closing. */
export default function LogBox({ party, onClose }: { party: PartyView; onClose: () => void }) {
  const say = useWords();
  const client = useQueryClient();
  const [draft, setDraft] = useState<LogDraft>(() => drafts.of(party.id));
  const [isMore, setMore] = useState(false);
  const [problem, setProblem] = useState<string>();
  const [isWorking, setWorking] = useState(false);
  const key = useRef(newKey());
  useEffect(() => drafts.keep(party.id, draft), [party.id, draft]);
  const set = (change: Partial<LogDraft>) => setDraft((old) => ({ ...old, ...change }));

  const save = async () => {
    if (isWorking) return;
    if (!draft.text.trim()) {
      setProblem(say('interact.log.empty'));
      return;
    }
    const occurredAt = momentOf(draft.day, draft.time);
    if (occurredAt === null) {
      setProblem(say('interact.log.badTime'));
      return;
    }
    setWorking(true);
    setProblem(undefined);
    const input: ActivityInput = {
      kind: draft.kind,
      partyIds: [party.id],
      text: draft.text.trim(),
      ...(draft.kind === 'call' ? { direction: draft.direction } : {}),
      ...(occurredAt ? { occurredAt } : {}),
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
      className="flex flex-col gap-8 border-b border-border bg-surface"
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
      {isMore ? (
        <div className="flex flex-wrap items-end gap-12">
          {draft.kind === 'call' ? (
            <SegmentedField
              label={say('interact.log.direction')}
              options={[
                { id: 'out', label: say('interact.log.weCalled') },
                { id: 'in', label: say('interact.log.theyCalled') },
              ]}
              value={draft.direction}
              onChange={(direction) => set({ direction })}
            />
          ) : null}
          <DateField
            label={say('interact.log.day')}
            value={draft.day}
            onChange={(day) => set({ day })}
          />
          <TextField
            label={say('interact.log.time')}
            className="w-[88px]"
            placeholder="14:30"
            value={draft.time}
            onChange={(time) => set({ time })}
          />
          <SegmentedField
            label={say('identify.field.visibility')}
            options={[
              { id: 'everyone', label: say('identify.visibility.everyone') },
              { id: 'private', label: say('identify.visibility.private') },
            ]}
            value={draft.isPrivate ? 'private' : 'everyone'}
            onChange={(audience) => set({ isPrivate: audience === 'private' })}
          />
        </div>
      ) : null}
    </EditBox>
  );
}
