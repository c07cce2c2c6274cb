import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type OwnFieldType, ownFieldTypes } from '../../../shared/identify/field-rules.ts';
import type {
  FieldChoice,
  FieldInput,
  FieldSettings,
  OwnField,
} from '../../../shared/identify/fields.ts';
import type { PartyKind } from '../../../shared/identify/parties.ts';
import { currencyDigits } from '../../../shared/platform/currencies.ts';
import { ApiProblem } from '../../app/api.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Checkbox, TextField } from '../../ui/Field.tsx';
import { Form } from '../../ui/Form.tsx';
import { ComboBox, Select } from '../../ui/Select.tsx';
import { toast } from '../../ui/toast.ts';
import { useLocale, useWords } from '../../ui/words.ts';
import { teamsQuery } from '../account.ts';
import { levelWords } from '../levels.ts';
import { ChoicesEditor } from './ChoicesEditor.tsx';
import { changeField, concerned, defineField, typeLooks, undoAct } from './fields.ts';

const everyone = 'everyone';

export interface FieldDialogProps {
  kind: PartyKind;
  /** What is changed; without it a field is added. */
  field?: OwnField;
  /** With what a new one begins. */
  proposal?: { label: string; type: OwnFieldType; decimals: number };
  onAdded?: (label: string) => void;
  onClose: () => void;
}

interface Draft {
  label: string;
  help: string;
  type: OwnFieldType;
  choices: FieldChoice[];
  decimals: string;
  currency: string;
  least: string;
  most: string;
  seenFrom: OwnField['seenFrom'];
  editedFrom: OwnField['editedFrom'];
  teamId: string | null;
  asked: boolean;
}

function draftOf(field: OwnField | undefined, proposal: FieldDialogProps['proposal']): Draft {
  const { settings } = field ?? { settings: {} as FieldSettings };
  const bound = (value: number | string | undefined) =>
    typeof value === 'number' && settings.currency
      ? String(value / 10 ** currencyDigits(settings.currency))
      : String(value ?? '');
  return {
    label: field?.label ?? proposal?.label ?? '',
    help: field?.help ?? '',
    type: field?.type ?? proposal?.type ?? 'text',
    choices: settings.choices?.filter(({ retired }) => !retired) ?? [],
    decimals: String(settings.decimals ?? proposal?.decimals ?? 0),
    currency: settings.currency ?? 'EUR',
    least: bound(settings.least),
    most: bound(settings.most),
    seenFrom: field?.seenFrom ?? 'reader',
    editedFrom: field?.editedFrom ?? 'member',
    teamId: field?.teamId ?? null,
    asked: field?.asked ?? false,
  };
}

function settingsOf(draft: Draft, before: FieldSettings): FieldSettings {
  const { type, choices, decimals, currency, least, most } = draft;
  const number = (text: string) => {
    if (text.trim() === '') return undefined;
    return type === 'money'
      ? Math.round(Number(text) * 10 ** currencyDigits(currency))
      : Number(text);
  };
  const bounds =
    type === 'number' || type === 'money'
      ? { least: number(least), most: number(most) }
      : type === 'date'
        ? { least: least || undefined, most: most || undefined }
        : {};
  return {
    ...before,
    ...bounds,
    ...(type === 'choice' || type === 'choices' ? { choices } : {}),
    ...(type === 'number' ? { decimals: Number(decimals) } : {}),
    ...(type === 'money' ? { currency } : {}),
  };
}

/** A field's label, type and who sees it. What it holds cannot change once it is there. */
export default function FieldDialog({ kind, field, proposal, onAdded, onClose }: FieldDialogProps) {
  const say = useWords();
  const client = useQueryClient();
  const [draft, setDraft] = useState(() => draftOf(field, proposal));
  const set = (part: Partial<Draft>) => setDraft((old) => ({ ...old, ...part }));
  const { label, help, type, seenFrom, editedFrom, teamId, asked } = draft;
  const save = useMutation({
    mutationFn: () => {
      const common = {
        label: label.trim(),
        help: help.trim(),
        settings: settingsOf(draft, field?.settings ?? {}),
        seenFrom,
        editedFrom,
        teamId,
        asked,
      } satisfies Partial<FieldInput>;
      return field
        ? changeField(field.id, { ...common, version: field.version })
        : defineField({ ...common, kind, type });
    },
    onSuccess: async ({ event }) => {
      const renew = () =>
        Promise.all(concerned.map((queryKey) => client.invalidateQueries({ queryKey })));
      await renew();
      if (!field) onAdded?.(label.trim());
      onClose();
      toast(say(field ? 'settings.saved' : 'settings.fields.isAdded', { label: label.trim() }), {
        tone: 'good',
        undo: async () => {
          await undoAct(event);
          await renew();
        },
      });
    },
  });
  const { error } = save;
  const fields = error instanceof ApiProblem ? error.fields : undefined;
  const title = field
    ? say('settings.fields.edit')
    : say(kind === 'person' ? 'settings.fields.addPerson' : 'settings.fields.addCompany');
  const isUnfinished =
    label.trim() === '' ||
    ((type === 'choice' || type === 'choices') && draft.choices.length === 0);
  return (
    <Dialog
      title={title}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{say('ui.cancel')}</Button>
          <Button
            variant="primary"
            isDisabled={isUnfinished}
            isWorking={save.isPending}
            onPress={() => save.mutate()}
          >
            {say(field ? 'settings.save' : 'ui.add')}
          </Button>
        </>
      }
    >
      <Form
        aria-label={title}
        onSubmit={() => {
          if (!isUnfinished) save.mutate();
        }}
        {...(fields ? { errors: fields } : {})}
        {...(error && !fields ? { problem: error.message } : {})}
      >
        <TextField
          label={say('settings.fields.label')}
          name="label"
          value={label}
          onChange={(text) => set({ label: text })}
          autoComplete="off"
          maxLength={100}
          autoFocus
        />
        {field ? (
          <p className="text-sm text-text-2">
            {say('settings.fields.isOfType', {
              type: say(typeLooks[type].label),
              name: field.name,
            })}
          </p>
        ) : (
          <Select
            label={say('settings.fields.type')}
            options={ownFieldTypes.map((id) => ({
              id,
              label: say(typeLooks[id].label),
              icon: typeLooks[id].icon,
            }))}
            value={type}
            onChange={(id) => set({ type: id, least: '', most: '' })}
          />
        )}
        <TypeSettings draft={draft} onChange={set} isNew={!field} />
        <TextField
          label={say('settings.fields.help')}
          description={say('settings.fields.help.words')}
          name="help"
          value={help}
          onChange={(text) => set({ help: text })}
          autoComplete="off"
          maxLength={500}
        />
        <Access draft={draft} onChange={set} />
        <Checkbox isSelected={asked} onChange={(on) => set({ asked: on })}>
          {say(kind === 'person' ? 'settings.fields.askPerson' : 'settings.fields.askCompany')}
        </Checkbox>
        <button type="submit" hidden disabled={isUnfinished || save.isPending} />
      </Form>
    </Dialog>
  );
}

interface Part {
  draft: Draft;
  onChange: (part: Partial<Draft>) => void;
}

function TypeSettings({ draft, onChange, isNew }: Part & { isNew: boolean }) {
  const say = useWords();
  const locale = useLocale();
  const { type, choices, decimals, currency } = draft;
  switch (type) {
    case 'choice':
    case 'choices':
      return <ChoicesEditor choices={choices} onChange={(next) => onChange({ choices: next })} />;
    case 'number':
      return (
        <>
          {isNew ? (
            <Select
              label={say('settings.fields.decimals')}
              options={['0', '1', '2', '3', '4', '5', '6'].map((id) => ({ id, label: id }))}
              value={decimals}
              onChange={(id) => onChange({ decimals: id })}
            />
          ) : null}
          <Bounds {...{ draft, onChange }} />
        </>
      );
    case 'money':
      return (
        <>
          {isNew ? (
            <ComboBox
              label={say('settings.fields.currency')}
              options={currencies(locale)}
              value={currency}
              onChange={(id) => id && onChange({ currency: id })}
            />
          ) : null}
          <Bounds {...{ draft, onChange }} />
        </>
      );
    default:
      return null;
  }
}

function Bounds({ draft, onChange }: Part) {
  const say = useWords();
  return (
    <span className="grid grid-cols-2 gap-12">
      <TextField
        label={say('settings.fields.least')}
        name="settings.least"
        type="number"
        value={draft.least}
        onChange={(least) => onChange({ least })}
      />
      <TextField
        label={say('settings.fields.most')}
        name="settings.most"
        type="number"
        value={draft.most}
        onChange={(most) => onChange({ most })}
      />
    </span>
  );
}

function currencies(locale: string) {
  const names = new Intl.DisplayNames(locale, { type: 'currency' });
  return Intl.supportedValuesOf('currency').map((id) => ({
    id,
    label: `${id} – ${names.of(id) ?? id}`,
  }));
}

const seeing = ['reader', 'manager', 'owner'] as const;
const editing = ['member', 'manager', 'owner'] as const;

function Access({ draft, onChange }: Part) {
  const say = useWords();
  const { data: teams } = useQuery(teamsQuery);
  const { seenFrom, editedFrom, teamId } = draft;
  const from = (level: OwnField['seenFrom']) =>
    level === 'reader' || level === 'member'
      ? say('settings.fields.everyone')
      : say('settings.fields.from', { level: say(levelWords[level].name) });
  return (
    <span className="grid gap-12">
      <Select
        label={say('settings.fields.seenFrom')}
        options={seeing.map((id) => ({ id, label: from(id) }))}
        value={seenFrom === 'member' ? 'reader' : seenFrom}
        onChange={(id) => onChange({ seenFrom: id })}
      />
      <Select
        label={say('settings.fields.editedFrom')}
        options={editing.map((id) => ({
          id,
          label: id === 'member' ? say('settings.fields.editors') : from(id),
        }))}
        value={editedFrom}
        onChange={(id) => onChange({ editedFrom: id })}
      />
      {teams && teams.rows.length > 0 ? (
        <Select
          label={say('settings.fields.team')}
          options={[
            { id: everyone, label: say('settings.fields.anyTeam') },
            ...teams.rows.map(({ id, name }) => ({ id, label: name })),
          ]}
          value={teamId ?? everyone}
          onChange={(id) => onChange({ teamId: id === everyone ? null : id })}
        />
      ) : null}
    </span>
  );
}
