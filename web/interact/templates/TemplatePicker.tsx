import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { FilledTemplate } from '../../../shared/interact/templates/templates.ts';
import { foldForSearch } from '../../../shared/platform/folding.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { CommandList } from '../../ui/CommandList.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { onDemand } from '../../ui/onDemand.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { useLocale, useWords } from '../../ui/words.ts';
import { type Filling, filledQuery, templatesQuery } from './queries.ts';
import { doubtLooks, doubtOf, nameOfPlaceholder, sourceWords } from './words.ts';

const RichText = onDemand(() => import('../../ui/RichText.tsx'));

export interface TemplatePickerProps {
  filling: Filling;
  onInsert: (filled: FilledTemplate) => void;
  onClose: () => void;
}

/** A template is found by name, looked at as it would stand in this mail, and put in. */
export default function TemplatePicker({ filling, onInsert, onClose }: TemplatePickerProps) {
  const say = useWords();
  const { data: templates, error } = useQuery(templatesQuery);
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState<string | null>(null);
  const wanted = foldForSearch(text);
  const found = (templates ?? []).filter(({ name }) => foldForSearch(name).includes(wanted));
  const template = templates?.find(({ id }) => id === chosen);
  return (
    <Dialog
      isOpen
      size="large"
      at="top"
      title={template ? template.name : say('writing.templates.insert')}
      onClose={onClose}
    >
      {error ? <Notice tone="bad">{error.message}</Notice> : null}
      {template ? (
        <Preview
          id={template.id}
          filling={filling}
          onInsert={onInsert}
          onBack={() => setChosen(null)}
        />
      ) : templates ? (
        <CommandList
          label={say('writing.templates.search')}
          placeholder={say('writing.templates.search')}
          text={text}
          onText={setText}
          groups={
            found.length > 0
              ? [
                  {
                    title: say('writing.templates'),
                    commands: found.map(({ id, name, subject }) => ({
                      id,
                      label: name,
                      description: subject,
                      icon: 'mailOut' as const,
                    })),
                  },
                ]
              : []
          }
          onChoose={setChosen}
          empty={
            templates.length > 0 ? (
              say('writing.templates.notFound')
            ) : (
              <>
                {say('writing.templates.none')}{' '}
                <Link to="/settings/$page" params={{ page: 'writing' }} onClick={onClose}>
                  {say('writing.templates.toSettings')}
                </Link>
              </>
            )
          }
        />
      ) : (
        <Skeleton rows={3} />
      )}
    </Dialog>
  );
}

function Preview({
  id,
  filling,
  onInsert,
  onBack,
}: {
  id: string;
  filling: Filling;
  onInsert: (filled: FilledTemplate) => void;
  onBack: () => void;
}) {
  const say = useWords();
  const locale = useLocale();
  const { data: filled, error } = useQuery(filledQuery(id, filling));
  if (error) return <Notice tone="bad">{error.message}</Notice>;
  if (!filled) return <Skeleton rows={5} />;
  const doubtful = filled.facts.flatMap((fact) => {
    const doubt = doubtOf({ state: fact.state, about: null }, filling.to);
    return doubt ? [{ fact, doubt }] : [];
  });
  return (
    <div className="flex flex-col gap-12">
      {filled.subject ? <b className="font-medium wrap-anywhere">{filled.subject}</b> : null}
      <RichText
        label={say('writing.templates.preview')}
        initial={filled.html}
        onChange={() => undefined}
        isReadOnly
      />
      {doubtful.length > 0 ? (
        <ul aria-label={say('writing.doubts')} className="flex flex-col gap-4 text-sm">
          {doubtful.map(({ fact, doubt }) => (
            <li key={`${fact.name} ${fact.state}`} className="flex flex-wrap items-center gap-8">
              <Badge tone={doubtLooks[doubt].tone}>{say(doubtLooks[doubt].label)}</Badge>
              <span>{nameOfPlaceholder(say, fact.name, fact.label)}</span>
              <span className="text-xs text-text-3">
                {sourceWords(say, locale, { ...fact, at: fact.confirmedAt })}
              </span>
            </li>
          ))}
        </ul>
      ) : null}
      <span className="flex justify-end gap-8">
        <Button onPress={onBack}>{say('writing.templates.others')}</Button>
        <Button variant="primary" autoFocus onPress={() => onInsert(filled)}>
          {say('writing.templates.put')}
        </Button>
      </span>
    </div>
  );
}
