import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import type { OwnField } from '../../../shared/identify/fields.ts';
import type { PartyKind } from '../../../shared/identify/parties.ts';
import { HelpLink } from '../../help/HelpLink.tsx';
import { Badge } from '../../ui/Badge.tsx';
import { Button, IconButton } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Menu, type MenuEntry } from '../../ui/Menu.tsx';
import { useWords } from '../../ui/words.ts';
import { Loaded } from '../Loaded.tsx';
import { Row, Rows } from '../Rows.tsx';
import { TopicSection } from '../TopicSection.tsx';
import { useAct } from '../useAct.ts';
import { useSession } from '../useSession.ts';
import {
  changeField,
  concerned,
  fieldsQuery,
  restoreField,
  retireField,
  typeLooks,
  undoAct,
} from './fields.ts';

const FieldDialog = lazy(() => import('./FieldDialog.tsx'));

const headings = { person: 'app.nav.people', company: 'app.nav.companies' } as const;

/** What is worth knowing of people and companies here, and nowhere else. */
export function Fields() {
  const say = useWords();
  const isOwner = useSession()?.user.level === 'owner';
  const fields = useQuery(fieldsQuery);
  return (
    <TopicSection
      isWholePage
      topic="fields"
      lead={say(isOwner ? 'settings.fields.words' : 'settings.fields.askOwner')}
    >
      <Loaded query={fields}>
        {({ rows }) => (
          <>
            {(['person', 'company'] as const).map((kind) => (
              <FieldsOf
                key={kind}
                kind={kind}
                isOwner={isOwner}
                fields={rows.filter((field) => field.kind === kind)}
              />
            ))}
          </>
        )}
      </Loaded>
    </TopicSection>
  );
}

function FieldsOf({
  kind,
  fields,
  isOwner,
}: {
  kind: PartyKind;
  fields: readonly OwnField[];
  isOwner: boolean;
}) {
  const say = useWords();
  const [isAdding, setAdding] = useState(false);
  const current = fields.filter(({ retiredAt }) => retiredAt === null);
  const retired = fields.filter(({ retiredAt }) => retiredAt !== null);
  return (
    <section className="flex flex-col gap-8" aria-label={say(headings[kind])}>
      <header className="flex flex-wrap items-center gap-8">
        <h2 className="flex-1 text-lg">{say(headings[kind])}</h2>
        {isOwner ? (
          <Button icon="add" onPress={() => setAdding(true)}>
            {say(kind === 'person' ? 'settings.fields.addPerson' : 'settings.fields.addCompany')}
          </Button>
        ) : null}
      </header>
      {current.length === 0 ? (
        <div className="flex flex-col items-start gap-4">
          <p className="text-text-2">{say('settings.fields.none')}</p>
          <HelpLink guide="fields" />
        </div>
      ) : (
        <Rows>
          {current.map((field, at) => (
            <FieldRow
              key={field.id}
              field={field}
              isOwner={isOwner}
              before={fields.findIndex(({ id }) => id === current[at - 1]?.id)}
              after={fields.findIndex(({ id }) => id === current[at + 1]?.id)}
            />
          ))}
        </Rows>
      )}
      {retired.length > 0 && isOwner ? (
        <details>
          <summary className="min-h-target cursor-default text-sm text-text-2">
            {say('settings.fields.retired', { count: retired.length })}
          </summary>
          <Rows>
            {retired.map((field) => (
              <RetiredRow key={field.id} field={field} />
            ))}
          </Rows>
        </details>
      ) : null}
      <Suspense fallback={null}>
        {isAdding ? <FieldDialog kind={kind} onClose={() => setAdding(false)} /> : null}
      </Suspense>
    </section>
  );
}

interface FieldRowProps {
  field: OwnField;
  isOwner: boolean;
  /** Places of its neighbours among all fields of the kind; below zero where there is none. */
  before: number;
  after: number;
}

function FieldRow({ field, isOwner, before, after }: FieldRowProps) {
  const say = useWords();
  const { id, label, type, help, version, seenFrom, teamId, asked } = field;
  const [isEditing, setEditing] = useState(false);
  const move = useAct((position: number) => changeField(id, { position, version }), {
    renews: concerned,
  });
  const retire = useAct(() => retireField(id, version), {
    renews: concerned,
    done: ({ event }) => ({
      text: say('settings.fields.isRetired', { label }),
      undo: () => undoAct(event),
    }),
  });
  const acts: MenuEntry[] = [
    {
      id: 'edit',
      label: say('settings.fields.edit'),
      icon: 'edit',
      onAction: () => setEditing(true),
    },
    ...(before < 0
      ? []
      : [{ id: 'up', label: say('settings.fields.up'), onAction: () => move.mutate(before) }]),
    ...(after < 0
      ? []
      : [{ id: 'down', label: say('settings.fields.down'), onAction: () => move.mutate(after) }]),
    {
      id: 'retire',
      label: say('settings.fields.retire'),
      icon: 'remove',
      onAction: () => retire.mutate(undefined),
    },
  ];
  return (
    <Row
      picture={<Icon name={typeLooks[type].icon} className="text-text-3" />}
      title={
        <>
          {label}
          {seenFrom !== 'reader' || teamId ? (
            <Badge icon="lock">{say('settings.fields.restricted')}</Badge>
          ) : null}
          {asked ? <Badge>{say('settings.fields.isAsked')}</Badge> : null}
        </>
      }
      words={[say(typeLooks[type].label), help].filter(Boolean).join(' · ')}
    >
      {isOwner ? (
        <Menu
          label={say('settings.users.actsOn', { name: label })}
          placement="bottom end"
          trigger={
            <IconButton
              icon="more"
              size="small"
              label={say('settings.users.actsOn', { name: label })}
            />
          }
          groups={[{ entries: acts }]}
        />
      ) : null}
      <Suspense fallback={null}>
        {isEditing ? (
          <FieldDialog kind={field.kind} field={field} onClose={() => setEditing(false)} />
        ) : null}
      </Suspense>
    </Row>
  );
}

function RetiredRow({ field: { id, label, type, version } }: { field: OwnField }) {
  const say = useWords();
  const restore = useAct(() => restoreField(id, version), {
    renews: concerned,
    done: ({ event }) => ({
      text: say('settings.fields.isRestored', { label }),
      undo: () => undoAct(event),
    }),
  });
  return (
    <Row
      picture={<Icon name={typeLooks[type].icon} className="text-text-3" />}
      title={label}
      words={say(typeLooks[type].label)}
    >
      <Button size="small" icon="undo" onPress={() => restore.mutate(undefined)}>
        {say('settings.fields.restore')}
        <span className="sr-only"> {label}</span>
      </Button>
    </Row>
  );
}
