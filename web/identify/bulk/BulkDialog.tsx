import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import {
  type BulkChange,
  type BulkPreview,
  bulkFields,
  type Selection,
} from '../../../shared/identify/bulk.ts';
import type { PartyKind } from '../../../shared/identify/parties.ts';
import type { SessionView } from '../../../shared/platform/workspace.ts';
import { roles } from '../../../shared/strategy/roles.ts';
import { api } from '../../app/api.ts';
import { sessionQuery } from '../../app/session.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { SegmentedField, TextField } from '../../ui/Field.tsx';
import { Form } from '../../ui/Form.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { ComboBox, Select } from '../../ui/Select.tsx';
import { useLocale, useWords } from '../../ui/words.ts';
import { usersQuery } from '../parties/queries.ts';
import { fieldWords, roleWords, visibilityMessages } from '../parties/words.ts';
import { countries } from '../record/countries.ts';
import { TagBox } from '../tags/TagBox.tsx';
import { leftWords, useBulkAct } from './acts.ts';

export type BulkVerbName = 'tag' | 'assign' | 'field' | 'share' | 'trash';

export interface BulkDialogProps {
  verb: BulkVerbName;
  kind: PartyKind;
  selection: Selection;
  onClose: () => void;
  /** The act has begun; the selection has served. */
  onDone: () => void;
}

interface Part {
  onChange: (change: BulkChange | null) => void;
}

/** One question about everything selected, and beforehand how many it will concern. */
export default function BulkDialog({ verb, kind, selection, onClose, onDone }: BulkDialogProps) {
  const say = useWords();
  const locale = useLocale();
  const act = useBulkAct();
  const [change, setChange] = useState<BulkChange | null>(
    verb === 'trash' ? { do: 'trash' } : null,
  );
  const [problem, setProblem] = useState<string>();
  const [isSending, setSending] = useState(false);
  // What may be changed depends on the verb alone, so that it is counted before anything is chosen.
  const rights: BulkChange =
    verb === 'share' ? { do: 'share', visibility: 'everyone' } : { do: 'trash' };
  const { data: preview } = useQuery({
    queryKey: ['bulk preview', kind, selection, rights],
    queryFn: () => api.post<BulkPreview>('/bulk/preview', { kind, selection, change: rights }),
    gcTime: 0,
  });
  const title = say(titles[verb]);
  const submit = async () => {
    if (!change) return;
    setSending(true);
    const acting = act({ kind, selection, change }, title);
    // A refusal comes at once; what takes long goes on behind the closed dialog.
    const early = await Promise.race([
      acting.then(
        () => undefined,
        (error: unknown) => (error instanceof Error ? error.message : String(error)),
      ),
      new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), 1_500)),
    ]);
    setSending(false);
    if (early) setProblem(early);
    else onDone();
  };
  return (
    <Dialog isOpen title={title} onClose={onClose} size="small">
      <Form className="gap-16" onSubmit={() => void submit()} problem={problem}>
        {verb === 'tag' ? <TagPart onChange={setChange} /> : null}
        {verb === 'assign' ? <AssignPart onChange={setChange} /> : null}
        {verb === 'field' ? <FieldPart onChange={setChange} /> : null}
        {verb === 'share' ? <SharePart onChange={setChange} /> : null}
        {verb === 'trash' ? <p className="text-base">{say('lists.bulk.trashHelp')}</p> : null}
        {preview ? (
          <Notice tone={preview.editable < preview.matching ? 'warn' : 'info'}>
            {[
              say('lists.bulk.preview', { count: preview.editable }),
              leftWords(say, locale, preview.matching - preview.editable, preview.refused),
            ].join(' ')}
          </Notice>
        ) : (
          <Notice tone="info">{say('lists.bulk.counting')}</Notice>
        )}
        <span className="flex justify-end gap-8">
          <Button onPress={onClose}>{say('ui.cancel')}</Button>
          <Button
            type="submit"
            variant="primary"
            isDisabled={!change || preview?.editable === 0}
            isWorking={isSending}
          >
            {title}
          </Button>
        </span>
      </Form>
    </Dialog>
  );
}

const titles = {
  tag: 'lists.bulk.tag',
  assign: 'lists.bulk.assign',
  field: 'lists.bulk.field',
  share: 'lists.bulk.share',
  trash: 'lists.bulk.trash',
} as const;

function TagPart({ onChange }: Part) {
  const say = useWords();
  const [how, setHow] = useState<'add' | 'remove'>('add');
  const [tag, setTag] = useState<string | null>(null);
  const tell = (nextHow: 'add' | 'remove', next: string | null) => {
    setHow(nextHow);
    setTag(next);
    onChange(next === null ? null : { do: nextHow, field: 'tag', value: next });
  };
  return (
    <>
      <TagBox
        label={say('identify.topic.tag')}
        value={tag}
        onlyKnown={how === 'remove'}
        onChange={(next) => tell(how, next)}
        autoFocus
      />
      <AddOrRemove value={how} onChange={(next) => tell(next, tag)} />
    </>
  );
}

function AddOrRemove({
  value,
  onChange,
}: {
  value: 'add' | 'remove';
  onChange: (value: 'add' | 'remove') => void;
}) {
  const say = useWords();
  return (
    <SegmentedField
      label={say('lists.bulk.how')}
      options={[
        { id: 'add', label: say('ui.add') },
        { id: 'remove', label: say('lists.bulk.take') },
      ]}
      value={value}
      onChange={(id) => onChange(id === 'remove' ? 'remove' : 'add')}
    />
  );
}

const nobodyId = 'nobody';

function AssignPart({ onChange }: Part) {
  const say = useWords();
  const { data: users = [] } = useQuery(usersQuery);
  const [to, setTo] = useState<string | null>(null);
  return (
    <ComboBox
      label={fieldWords(say, 'assignedTo')}
      options={[
        ...users
          .filter(({ disabledAt }) => disabledAt === null)
          .map(({ id, name }) => ({ id, label: name })),
        { id: nobodyId, label: say('identify.nobody') },
      ]}
      value={to}
      onChange={(id) => {
        setTo(id);
        onChange(id === null ? null : { do: 'assign', to: id === nobodyId ? null : id });
      }}
      autoFocus
    />
  );
}

const editable = Object.keys(bulkFields).filter((name) => name !== 'tag');

function FieldPart({ onChange }: Part) {
  const say = useWords();
  const locale = useLocale();
  const [field, setField] = useState<string | null>(null);
  const [how, setHow] = useState<'add' | 'remove'>('add');
  const [value, setValue] = useState<string | null>(null);
  const tell = (name: string | null, nextHow: 'add' | 'remove', next: string | null) => {
    setField(name);
    setHow(nextHow);
    setValue(next);
    const text = next?.trim() ?? '';
    if (name === null || next === null) onChange(null);
    else if (name === 'role') onChange(text ? { do: nextHow, field: name, value: text } : null);
    else onChange({ do: 'set', field: name, value: text || null });
  };
  return (
    <>
      <Select
        label={say('ui.filter.field')}
        options={editable.map((id) => ({ id, label: fieldWords(say, id) }))}
        value={field}
        onChange={(id) => tell(id, 'add', null)}
        autoFocus
      />
      {field === 'role' ? (
        <>
          <ComboBox
            label={say('lists.bulk.value')}
            options={roles.map((id) => ({ id, label: roleWords(say, id) }))}
            value={value}
            onChange={(next) => tell(field, how, next)}
          />
          <AddOrRemove value={how} onChange={(next) => tell(field, next, value)} />
        </>
      ) : field === 'country' ? (
        <ComboBox
          label={say('lists.bulk.value')}
          options={countries(locale)}
          value={value}
          onChange={(next) => tell(field, how, next)}
        />
      ) : field ? (
        <TextField
          label={say('lists.bulk.value')}
          description={say('lists.bulk.emptyTakes')}
          value={value ?? ''}
          onChange={(next) => tell(field, how, next)}
          autoComplete="off"
        />
      ) : null}
    </>
  );
}

function SharePart({ onChange }: Part) {
  const say = useWords();
  const { data: session } = useQuery(sessionQuery);
  const [chosen, setChosen] = useState<string | null>(null);
  const teams: SessionView['teams'] = session?.teams ?? [];
  return (
    <Select
      label={fieldWords(say, 'visibility')}
      options={[
        { id: 'everyone', label: say(visibilityMessages.everyone) },
        ...teams.map(({ id, name }) => ({
          id,
          label: say('identify.visibility.teamNamed', { team: name }),
        })),
        { id: 'private', label: say(visibilityMessages.private) },
      ]}
      value={chosen}
      onChange={(id) => {
        setChosen(id);
        onChange(
          id === 'everyone' || id === 'private'
            ? { do: 'share', visibility: id }
            : { do: 'share', visibility: 'team', teamId: id },
        );
      }}
      autoFocus
    />
  );
}
