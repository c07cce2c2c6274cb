import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import {
  type BulkChange,
  type BulkPreview,
  type BulkValue,
  bulkFields,
  type Selection,
} from '../../../shared/identify/bulk.ts';
import type { PartyKind } from '../../../shared/identify/parties.ts';
import type { FieldView } from '../../../shared/platform/catalog.ts';
import type { SessionView } from '../../../shared/platform/workspace.ts';
import { api } from '../../app/api.ts';
import { sessionQuery } from '../../app/session.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Checkbox, SegmentedField, TextField } from '../../ui/Field.tsx';
import { Form } from '../../ui/Form.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { ComboBox, Select } from '../../ui/Select.tsx';
import { useLocale, useWords } from '../../ui/words.ts';
import { FieldValueBox } from '../fields/FieldValueBox.tsx';
import { catalogQuery, usersQuery } from '../parties/queries.ts';
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
  // What may be changed depends on the verb, so that it is counted before anything is chosen; what is handed
  // on, also on whether the other sees it.
  const rights: BulkChange =
    verb === 'share'
      ? { do: 'share', visibility: 'everyone' }
      : change?.do === 'assign'
        ? change
        : { do: 'trash' };
  const { data: preview } = useQuery({
    queryKey: ['bulk preview', kind, selection, rights],
    queryFn: () => api.post<BulkPreview>('/bulk/preview', { kind, selection, change: rights }),
    gcTime: 0,
    placeholderData: keepPreviousData,
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
        {verb === 'field' ? <FieldPart kind={kind} onChange={setChange} /> : null}
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

function FieldPart({ kind, onChange }: Part & { kind: PartyKind }) {
  const say = useWords();
  const { data: catalog } = useQuery(catalogQuery);
  const [name, setName] = useState<string | null>(null);
  const fields = catalog?.find((entity) => entity.name === kind)?.fields ?? [];
  const own = fields.filter((field) => field.own && field.editable);
  const chosen = own.find((field) => field.name === name);
  return (
    <>
      <ComboBox
        label={say('ui.filter.field')}
        options={[
          ...editable.map((id) => ({ id, label: fieldWords(say, id) })),
          ...own.map((field) => ({ id: field.name, label: field.label ?? field.name })),
        ]}
        value={name}
        onChange={(id) => {
          setName(id);
          onChange(null);
        }}
        autoFocus
      />
      {chosen ? (
        <OwnFieldPart key={chosen.name} field={chosen} onChange={onChange} />
      ) : name === 'role' ? (
        <RolePart
          roles={fields.find((field) => field.name === 'role')?.choices ?? []}
          onChange={onChange}
        />
      ) : name ? (
        <TextPart key={name} name={name} onChange={onChange} />
      ) : null}
    </>
  );
}

function OwnFieldPart({ field, onChange }: Part & { field: FieldView }) {
  const say = useWords();
  const [value, setValue] = useState<unknown>(undefined);
  const [isCleared, setCleared] = useState(false);
  const tell = (next: unknown, clears: boolean) => {
    setValue(next);
    setCleared(clears);
    const given = next as BulkValue | undefined;
    if (clears) onChange({ do: 'set', field: field.name, value: null });
    else onChange(given === undefined ? null : { do: 'set', field: field.name, value: given });
  };
  return (
    <>
      {isCleared ? null : (
        <FieldValueBox field={field} value={value} onChange={(next) => tell(next, false)} />
      )}
      <Checkbox isSelected={isCleared} onChange={(on) => tell(value, on)}>
        {say('lists.bulk.clears')}
      </Checkbox>
    </>
  );
}

function RolePart({ roles, onChange }: Part & { roles: readonly string[] }) {
  const say = useWords();
  const [how, setHow] = useState<'add' | 'remove'>('add');
  const [role, setRole] = useState<string | null>(null);
  const tell = (nextHow: 'add' | 'remove', next: string | null) => {
    setHow(nextHow);
    setRole(next);
    onChange(next ? { do: nextHow, field: 'role', value: next } : null);
  };
  return (
    <>
      <ComboBox
        label={say('lists.bulk.value')}
        options={roles.map((id) => ({ id, label: roleWords(say, id) }))}
        value={role}
        onChange={(next) => tell(how, next)}
      />
      <AddOrRemove value={how} onChange={(next) => tell(next, role)} />
    </>
  );
}

function TextPart({ name, onChange }: Part & { name: string }) {
  const say = useWords();
  const locale = useLocale();
  const [text, setText] = useState('');
  const tell = (next: string) => {
    setText(next);
    onChange({ do: 'set', field: name, value: next.trim() || null });
  };
  return name === 'country' ? (
    <ComboBox
      label={say('lists.bulk.value')}
      options={countries(locale)}
      value={text || null}
      onChange={(next) => tell(next ?? '')}
    />
  ) : (
    <TextField
      label={say('lists.bulk.value')}
      description={say('lists.bulk.emptyTakes')}
      value={text}
      onChange={tell}
      autoComplete="off"
    />
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
