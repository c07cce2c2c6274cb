import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type FormLanguage, type FormView, formLanguages } from '../../../shared/interact/forms.ts';
import { roles } from '../../../shared/strategy/roles.ts';
import { ApiProblem } from '../../app/api.ts';
import { sendersQuery } from '../../app/writing.ts';
import { roleWords } from '../../identify/parties/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { TextArea, TextField } from '../../ui/Field.tsx';
import { Form } from '../../ui/Form.tsx';
import { Select } from '../../ui/Select.tsx';
import { toast } from '../../ui/toast.ts';
import { useLocale, useWords } from '../../ui/words.ts';
import { teamsQuery, usersQuery } from '../account.ts';
import { useSession } from '../useSession.ts';
import { AskedFields } from './AskedFields.tsx';
import { Asking } from './Asking.tsx';
import { usualFields } from './fields.ts';
import { Hearers } from './Hearers.tsx';
import { changeForm, formsQuery, makeForm, undoEvent } from './queries.ts';

type Draft = Omit<
  FormView,
  'id' | 'address' | 'origins' | 'pausedAt' | 'taken' | 'doubtful' | 'lastAt' | 'version'
> & {
  sites: string;
};

const none = 'none';
const everyone = 'everyone';

/** What a form says, asks and does with the answers. */
export default function Editor({ form, onClose }: { form?: FormView; onClose: () => void }) {
  const say = useWords();
  const locale = useLocale();
  const client = useQueryClient();
  const own = useSession()!.user.id;
  const [draft, setDraft] = useState<Draft>(() => draftOf(form, own, locale));
  const set = (part: Partial<Draft>) => setDraft((old) => ({ ...old, ...part }));
  const save = useMutation({
    mutationFn: async () => {
      const { sites, ...said } = draft;
      const input = {
        ...said,
        title: draft.title.trim(),
        origins: sites.split(/\s+/).filter(Boolean),
      };
      return form
        ? await changeForm(form.id, { ...input, version: form.version })
        : await makeForm(input);
    },
    onSuccess: async ({ event }) => {
      const renew = () => client.invalidateQueries({ queryKey: formsQuery.queryKey });
      await renew();
      onClose();
      toast(say(form ? 'forms.saved' : 'forms.made', { title: draft.title.trim() }), {
        tone: 'good',
        undo: async () => {
          await undoEvent(event);
          await renew();
        },
      });
    },
  });
  const { error } = save;
  const fields = error instanceof ApiProblem ? error.fields : undefined;
  const title = say(form ? 'forms.edit.title' : 'forms.new');
  const isUnfinished =
    draft.title.trim() === '' ||
    draft.fields.some((field) => field.kind === 'question' && field.label.trim() === '');
  return (
    <Dialog
      title={title}
      size="large"
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
            {say(form ? 'settings.save' : 'forms.make')}
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
          label={say('forms.title')}
          description={say('forms.title.words')}
          name="title"
          value={draft.title}
          onChange={(text) => set({ title: text })}
          autoComplete="off"
          maxLength={200}
          autoFocus
        />
        <TextArea
          label={say('forms.intro')}
          name="intro"
          value={draft.intro}
          onChange={(text) => set({ intro: text })}
          rows={2}
          maxLength={5000}
        />
        <Select
          label={say('forms.language')}
          options={formLanguages.map((id) => ({ id, label: say(`forms.language.${id}`) }))}
          value={draft.language}
          onChange={(id: FormLanguage) => set({ language: id })}
        />
        <AskedFields fields={draft.fields} onChange={(all) => set({ fields: all })} />
        <Asking purposes={draft.purposes} onChange={(all) => set({ purposes: all })} />
        <TextArea
          label={say('forms.thanks')}
          description={say('forms.thanks.words')}
          name="thanks"
          value={draft.thanks}
          onChange={(text) => set({ thanks: text })}
          rows={2}
          maxLength={5000}
        />
        <WhatFollows draft={draft} onChange={set} own={own} />
        <TextArea
          label={say('forms.sites')}
          description={say('forms.sites.words')}
          name="origins"
          value={draft.sites}
          onChange={(text) => set({ sites: text })}
          rows={2}
        />
      </Form>
    </Dialog>
  );
}

interface Part {
  draft: Draft;
  onChange: (part: Partial<Draft>) => void;
  own: string;
}

/** Who somebody new is to us, whose they are, who sees them and who is told. */
function WhatFollows({ draft, onChange, own }: Part) {
  const say = useWords();
  const teams = useQuery(teamsQuery).data?.rows ?? [];
  const users = (useQuery(usersQuery).data?.rows ?? []).filter(({ disabledAt }) => !disabledAt);
  const senders = useQuery(sendersQuery).data ?? [];
  const writers = users.filter(({ level }) => level !== 'reader');
  return (
    <>
      <Select
        label={say('forms.role')}
        description={say('forms.role.words')}
        options={[
          { id: none, label: say('forms.role.none') },
          ...roles.map((id) => ({ id: id as string, label: roleWords(say, id) })),
        ]}
        value={draft.role || none}
        onChange={(id) => onChange({ role: id === none ? '' : id })}
      />
      <Select
        label={say('forms.keeper')}
        description={say('forms.keeper.words')}
        options={writers.map(({ id, name }) => ({ id, label: name }))}
        value={draft.keeperId}
        onChange={(id) => onChange({ keeperId: id, ...(id === own ? {} : { confirmFrom: null }) })}
      />
      <Select
        label={say('forms.visibility')}
        options={[
          { id: everyone, label: say('identify.visibility.everyone') },
          ...teams.map(({ id, name }) => ({ id, label: name })),
        ]}
        value={draft.teamId ?? everyone}
        onChange={(id) =>
          onChange(
            id === everyone
              ? { visibility: 'everyone', teamId: null }
              : { visibility: 'team', teamId: id },
          )
        }
      />
      <Hearers users={users} told={draft.told} onChange={(told) => onChange({ told })} />
      {draft.keeperId === own && senders.length > 0 ? (
        <Select
          label={say('forms.confirm')}
          description={say('forms.confirm.words')}
          options={[
            { id: none, label: say('forms.confirm.none') },
            ...senders.map(({ id, address }) => ({ id, label: address })),
          ]}
          value={draft.confirmFrom ?? none}
          onChange={(id) => onChange({ confirmFrom: id === none ? null : id })}
        />
      ) : null}
    </>
  );
}

function draftOf(form: FormView | undefined, own: string, locale: string): Draft {
  if (!form)
    return {
      title: '',
      intro: '',
      thanks: '',
      language: locale.startsWith('de') ? 'de' : 'en',
      fields: usualFields,
      purposes: [],
      role: 'lead',
      visibility: 'everyone',
      teamId: null,
      keeperId: own,
      told: [own],
      confirmFrom: null,
      sites: '',
    };
  const { title, intro, thanks, language, fields, purposes, role } = form;
  const { visibility, teamId, keeperId, told, confirmFrom, origins } = form;
  return {
    title,
    intro,
    thanks,
    language,
    fields,
    purposes,
    role,
    visibility,
    teamId,
    keeperId,
    told,
    confirmFrom,
    sites: origins.join('\n'),
  };
}
