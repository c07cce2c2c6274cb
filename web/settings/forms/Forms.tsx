import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { FormView } from '../../../shared/interact/forms.ts';
import { HelpLink } from '../../help/HelpLink.tsx';
import { Badge } from '../../ui/Badge.tsx';
import { Button, IconButton } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Menu } from '../../ui/Menu.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { onDemand } from '../../ui/onDemand.tsx';
import { useWords } from '../../ui/words.ts';
import { Loaded } from '../Loaded.tsx';
import { useMoments } from '../moments.ts';
import { Row, Rows } from '../Rows.tsx';
import { TopicSection } from '../TopicSection.tsx';
import { useAct } from '../useAct.ts';
import { useSession } from '../useSession.ts';
import { Doubtful } from './Doubtful.tsx';
import { Embed } from './Embed.tsx';
import { changeForm, formsQuery, removeForm, undoEvent } from './queries.ts';

const Editor = onDemand(() => import('./Editor.tsx'));

/** Forms for the company's web site; for owners and managers. */
export default function Forms() {
  const say = useWords();
  const { level } = useSession()?.user ?? {};
  if (level !== 'owner' && level !== 'manager')
    return <Notice tone="info">{say('forms.managers')}</Notice>;
  return <All />;
}

function All() {
  const say = useWords();
  const query = useQuery(formsQuery);
  const [edited, setEdited] = useState<FormView | 'new'>();
  return (
    <TopicSection isWholePage topic="forms" lead={say('forms.lead')}>
      <span>
        <Button icon="add" variant="primary" onPress={() => setEdited('new')}>
          {say('forms.new')}
        </Button>
      </span>
      <Loaded query={query}>
        {(rows) =>
          rows.length === 0 ? (
            <p className="text-text-2">{say('forms.none')}</p>
          ) : (
            <Rows>
              {rows.map((form) => (
                <One key={form.id} form={form} onEdit={() => setEdited(form)} />
              ))}
            </Rows>
          )
        }
      </Loaded>
      <p>
        <HelpLink guide="webForm" />
      </p>
      {edited ? (
        <Editor
          {...(edited === 'new' ? {} : { form: edited })}
          onClose={() => setEdited(undefined)}
        />
      ) : null}
    </TopicSection>
  );
}

type Open = 'embed' | 'doubtful';

function One({ form, onEdit }: { form: FormView; onEdit: () => void }) {
  const say = useWords();
  const { ago } = useMoments();
  const { id, title, version, pausedAt, lastAt, taken, doubtful } = form;
  const [open, setOpen] = useState<Open>();
  const renews = [formsQuery.queryKey];
  const pause = useAct((paused: boolean) => changeForm(id, { paused, version }), {
    renews,
    done: ({ event }, paused) => ({
      text: say(paused ? 'forms.paused' : 'forms.resumed', { title }),
      undo: () => undoEvent(event),
    }),
  });
  const remove = useAct(() => removeForm({ id, version }), {
    renews,
    done: ({ event }) => ({ text: say('forms.removed', { title }), undo: () => undoEvent(event) }),
  });
  const toggle = (part: Open) => setOpen(open === part ? undefined : part);
  return (
    <>
      <Row
        picture={<Icon name="document" size={20} className="text-text-3" />}
        title={
          <>
            {title}
            {pausedAt ? <Badge tone="warn">{say('forms.isPaused')}</Badge> : null}
          </>
        }
        words={[
          lastAt ? say('forms.last', { when: ago(lastAt) }) : say('forms.never'),
          taken > 0 ? say('forms.taken', { count: taken }) : null,
        ]
          .filter(Boolean)
          .join(' · ')}
      >
        {doubtful > 0 ? (
          <Button
            size="small"
            icon="warning"
            aria-expanded={open === 'doubtful'}
            onPress={() => toggle('doubtful')}
          >
            {say('forms.doubtful', { count: doubtful })}
            <span className="sr-only"> {title}</span>
          </Button>
        ) : null}
        <Button size="small" aria-expanded={open === 'embed'} onPress={() => toggle('embed')}>
          {say('forms.embed')}
          <span className="sr-only"> {title}</span>
        </Button>
        <Button size="small" onPress={onEdit}>
          {say('forms.edit')}
          <span className="sr-only"> {title}</span>
        </Button>
        <Menu
          label={say('forms.actsOn', { title })}
          placement="bottom end"
          trigger={<IconButton icon="more" size="small" label={say('forms.actsOn', { title })} />}
          groups={[
            {
              entries: [
                {
                  id: 'pause',
                  label: say(pausedAt ? 'forms.resume' : 'forms.pause'),
                  icon: pausedAt ? 'play' : 'pause',
                  onAction: () => pause.mutate(pausedAt === null),
                },
                {
                  id: 'remove',
                  label: say('forms.remove'),
                  icon: 'remove',
                  tone: 'bad',
                  onAction: () => remove.mutate(undefined),
                },
              ],
            },
          ]}
        />
      </Row>
      {open === 'embed' || (open === 'doubtful' && doubtful > 0) ? (
        <li className="flex flex-col gap-12 border-b border-border px-card-x py-card-y last:border-b-0">
          {open === 'embed' ? <Embed form={form} /> : <Doubtful form={form} />}
        </li>
      ) : null}
    </>
  );
}
