import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { TemplateRow } from '../../../shared/interact/templates/templates.ts';
import { foldForSearch } from '../../../shared/platform/folding.ts';
import { sessionQuery } from '../../app/session.ts';
import { visibilityMessages } from '../../identify/parties/words.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Button, IconButton } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { SearchField } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { onDemand } from '../../ui/onDemand.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { toast } from '../../ui/toast.ts';
import { useWords } from '../../ui/words.ts';
import { useTemplateChanges } from './changes.ts';
import { templateQuery, templatesQuery } from './queries.ts';

const TemplateDialog = onDemand(() => import('./TemplateDialog.tsx'));

/** The templates one may use, found by name; one's own are changed here. */
export function Templates() {
  const say = useWords();
  const { data: session } = useQuery(sessionQuery);
  const { data: templates, error } = useQuery(templatesQuery);
  const [typed, setTyped] = useState('');
  const [edited, setEdited] = useState<TemplateRow | 'new' | null>(null);
  const mayWrite = session?.user.level !== 'reader';
  const wanted = foldForSearch(typed);
  const found = templates?.filter(({ name }) => foldForSearch(name).includes(wanted));
  if (error) return <Notice tone="bad">{error.message}</Notice>;
  if (!found) return <Skeleton rows={3} />;
  const add = mayWrite ? (
    <Button icon="add" variant="primary" onPress={() => setEdited('new')}>
      {say('writing.templates.new')}
    </Button>
  ) : null;
  return (
    <div className="flex flex-col gap-12">
      {templates?.length === 0 ? (
        <EmptyState icon="mailOut" action={add}>
          {say('writing.templates.none')}
        </EmptyState>
      ) : (
        <>
          <div className="flex flex-wrap items-end gap-8">
            <span className="min-w-0 flex-1">
              <SearchField
                label={say('writing.templates.search')}
                value={typed}
                onChange={setTyped}
              />
            </span>
            {add}
          </div>
          {found.length === 0 ? (
            <p className="text-text-2">{say('writing.templates.notFound')}</p>
          ) : (
            <ul className="rounded-control border border-border bg-surface">
              {found.map((template) => (
                <TemplateItem
                  key={template.id}
                  template={template}
                  onEdit={() => setEdited(template)}
                />
              ))}
            </ul>
          )}
        </>
      )}
      {edited === 'new' ? <TemplateDialog onClose={() => setEdited(null)} /> : null}
      {edited && edited !== 'new' ? (
        <Edited id={edited.id} onClose={() => setEdited(null)} />
      ) : null}
    </div>
  );
}

function Edited({ id, onClose }: { id: string; onClose: () => void }) {
  const { data } = useQuery({ ...templateQuery(id), staleTime: 0 });
  return data ? <TemplateDialog template={data} onClose={onClose} /> : null;
}

function TemplateItem({ template, onEdit }: { template: TemplateRow; onEdit: () => void }) {
  const say = useWords();
  const { remove } = useTemplateChanges();
  const { name, subject, language, visibility, owner, can } = template;
  return (
    <li className="flex flex-wrap items-center gap-x-12 gap-y-8 border-b border-border px-card-x py-card-y last:border-b-0">
      <span className="flex min-w-0 flex-1 basis-[200px] flex-col gap-4">
        <b className="font-medium wrap-anywhere">{name}</b>
        {subject ? <span className="text-sm text-text-2 wrap-anywhere">{subject}</span> : null}
        <span className="flex flex-wrap gap-4">
          <Badge>{say(`writing.language.${language}`)}</Badge>
          <Badge>{say(visibilityMessages[visibility])}</Badge>
          {can.edit ? null : <span className="text-xs text-text-3">{owner.name}</span>}
        </span>
      </span>
      {can.edit ? (
        <span className="flex gap-8">
          <Button size="small" icon="edit" onPress={onEdit}>
            {say('writing.templates.edit')}
            <span className="sr-only"> {name}</span>
          </Button>
          <IconButton
            size="small"
            icon="remove"
            label={say('writing.templates.remove', { name })}
            onPress={() =>
              void remove(template).catch((problem: Error) =>
                toast(problem.message, { tone: 'bad' }),
              )
            }
          />
        </span>
      ) : null}
    </li>
  );
}
