import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import {
  type TemplateLanguage,
  type TemplateView,
  templateLanguages,
} from '../../../shared/interact/templates/templates.ts';
import { ApiProblem } from '../../app/api.ts';
import { sessionQuery } from '../../app/session.ts';
import { fieldWords, visibilityMessages } from '../../identify/parties/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { TextField } from '../../ui/Field.tsx';
import { Form } from '../../ui/Form.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { onDemand } from '../../ui/onDemand.tsx';
import type { TextHandle } from '../../ui/RichText.tsx';
import { Select } from '../../ui/Select.tsx';
import { useLocale, useWords } from '../../ui/words.ts';
import { useTemplateChanges } from './changes.ts';
import { PlaceholderMenu } from './PlaceholderMenu.tsx';

const RichText = onDemand(() => import('../../ui/RichText.tsx'));

export interface TemplateDialogProps {
  /** To be changed; without it a new one. */
  template?: TemplateView;
  /** What a new one begins with. */
  beginning?: { subject: string; html: string };
  onClose: () => void;
}

/** A template: its name, its language, who uses it, and its words with placeholders. */
export default function TemplateDialog({ template, beginning, onClose }: TemplateDialogProps) {
  const say = useWords();
  const locale = useLocale();
  const { data: session } = useQuery(sessionQuery);
  const { save, change } = useTemplateChanges();
  const [name, setName] = useState(template?.name ?? '');
  const [language, setLanguage] = useState<TemplateLanguage>(
    template?.language ?? (locale.startsWith('de') ? 'de' : 'en'),
  );
  const [reach, setReach] = useState(template?.teamId ?? template?.visibility ?? 'private');
  const [subject, setSubject] = useState(template?.subject ?? beginning?.subject ?? '');
  const [initial] = useState(template?.html ?? beginning?.html ?? '');
  const [html, setHtml] = useState(initial);
  const [isSaving, setSaving] = useState(false);
  const [problem, setProblem] = useState<Error | null>(null);
  const text = useRef<TextHandle | null>(null);
  const isInSubject = useRef(false);
  // The menu takes the focus: what is chosen there goes where it was before.
  useEffect(() => {
    const hear = ({ target }: FocusEvent) => {
      if (!(target instanceof HTMLElement)) return;
      if (target.isContentEditable) isInSubject.current = false;
      else if (target.matches('input')) {
        isInSubject.current = target.getAttribute('name') === 'subject';
      }
    };
    document.addEventListener('focusin', hear);
    return () => document.removeEventListener('focusin', hear);
  }, []);
  const put = (placeholder: string) => {
    if (isInSubject.current) setSubject((before) => `${before}${placeholder}`);
    else text.current?.insert(placeholder);
  };
  const submit = async () => {
    setSaving(true);
    setProblem(null);
    const shared =
      reach === 'everyone' || reach === 'private'
        ? ({ visibility: reach } as const)
        : ({ visibility: 'team', teamId: reach } as const);
    const said = { name, language, subject, html, ...shared };
    try {
      await (template ? change(template, said) : save(said));
      onClose();
    } catch (error) {
      setProblem(error instanceof Error ? error : new Error(String(error)));
      setSaving(false);
    }
  };
  const fields = problem instanceof ApiProblem ? (problem.fields ?? {}) : {};
  return (
    <Dialog
      isOpen
      size="large"
      title={say(template ? 'writing.templates.change' : 'writing.templates.new')}
      onClose={onClose}
    >
      <Form
        onSubmit={() => void submit()}
        errors={fields}
        problem={problem && Object.keys(fields).length === 0 ? problem.message : undefined}
      >
        <TextField
          name="name"
          label={say('writing.templates.name')}
          value={name}
          onChange={setName}
          autoComplete="off"
          autoFocus
          isRequired
        />
        <div className="flex flex-wrap gap-12">
          <Select
            className="min-w-[160px] flex-1"
            label={say('writing.templates.language')}
            description={say('writing.templates.language.words')}
            options={templateLanguages.map((id) => ({ id, label: say(`writing.language.${id}`) }))}
            value={language}
            onChange={(id) => setLanguage(id as TemplateLanguage)}
          />
          <Select
            className="min-w-[160px] flex-1"
            label={fieldWords(say, 'visibility')}
            options={[
              { id: 'private', label: say(visibilityMessages.private) },
              ...(session?.teams ?? []).map(({ id, name: team }) => ({
                id,
                label: say('identify.visibility.teamNamed', { team }),
              })),
              { id: 'everyone', label: say(visibilityMessages.everyone) },
            ]}
            value={reach}
            onChange={setReach}
          />
        </div>
        <TextField
          name="subject"
          label={say('outgoing.subject')}
          value={subject}
          onChange={setSubject}
          autoComplete="off"
        />
        <div className="flex flex-col gap-8">
          <RichText
            label={say('outgoing.text')}
            initial={initial}
            onChange={setHtml}
            onReady={(handle) => {
              text.current = handle;
            }}
          />
          {fields.html ? <Notice tone="bad">{fields.html}</Notice> : null}
          <span className="flex flex-wrap items-center gap-8">
            <PlaceholderMenu onChoose={put} />
            <span className="min-w-0 flex-1 basis-[240px] text-xs text-text-3">
              {say('writing.placeholder.words', {
                example: '{{title|…}}',
              })}
            </span>
          </span>
        </div>
        <span className="flex justify-end gap-8">
          <Button onPress={onClose}>{say('ui.cancel')}</Button>
          <Button type="submit" variant="primary" isWorking={isSaving}>
            {say('writing.templates.save')}
          </Button>
        </span>
      </Form>
    </Dialog>
  );
}
