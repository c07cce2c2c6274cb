import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { frameSnippet, plainSnippet } from '../../../shared/interact/form-snippets.ts';
import type { FormView } from '../../../shared/interact/forms.ts';
import { Button, buttonClass } from '../../ui/Button.tsx';
import { TextArea } from '../../ui/Field.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { useWords } from '../../ui/words.ts';
import { CopyField } from '../CopyField.tsx';
import { fieldsQuery } from '../fields/fields.ts';
import { builtMessages } from './fields.ts';

/** Where the form is filled in, and how it comes onto a page of one's own. */
export function Embed({ form }: { form: FormView }) {
  const say = useWords();
  const own = useQuery(fieldsQuery).data?.rows ?? [];
  const { title, address, origins } = form;
  const plain = plainSnippet(
    form,
    (field) =>
      field.label ||
      (field.kind === 'own'
        ? (own.find(({ name }) => name === field.field)?.label ?? field.field)
        : field.kind === 'question'
          ? field.label
          : say(builtMessages[field.kind])),
    say('forms.send'),
  );
  return (
    <section aria-label={say('forms.embedOf', { title })} className="flex flex-col gap-12">
      <CopyField label={say('forms.address')} value={address} />
      <span>
        <a className={buttonClass()} href={address} target="_blank" rel="noopener">
          <Icon name="external" />
          {say('forms.open')}
        </a>
      </span>
      <p className="text-sm text-text-2">
        {origins.length === 0
          ? say('forms.embed.noSites')
          : say('forms.embed.sites', { sites: origins.join(', ') })}
      </p>
      <Snippet label={say('forms.frame')} text={frameSnippet(form)} />
      <Snippet label={say('forms.plain')} about={say('forms.plain.words')} text={plain} />
    </section>
  );
}

function Snippet({ label, about, text }: { label: string; about?: string; text: string }) {
  const say = useWords();
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard?.writeText(text).catch(() => undefined);
    setCopied(true);
  };
  return (
    <div className="flex flex-col items-start gap-8">
      <TextArea
        className="w-full"
        label={label}
        {...(about ? { description: about } : {})}
        value={text}
        onChange={() => undefined}
        rows={3}
      />
      <Button
        size="small"
        icon={isCopied ? 'check' : 'copy'}
        aria-label={say('forms.copy', { what: label })}
        onPress={() => void copy()}
      >
        {say(isCopied ? 'settings.copied' : 'settings.copy')}
      </Button>
    </div>
  );
}
