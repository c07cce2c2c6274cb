import { Link } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import type { PartyView } from '../../../shared/identify/parties.ts';
import type { Topic } from '../../../shared/identify/statements.ts';
import type { MessageId } from '../../locales/ids.ts';
import { Button, buttonClass } from '../../ui/Button.tsx';
import { FactList, FactRow } from '../../ui/FactRow.tsx';
import { Icon } from '../../ui/Icon.tsx';
import type { IconName } from '../../ui/icons.ts';
import { Menu } from '../../ui/Menu.tsx';
import { useWords } from '../../ui/words.ts';
import type { OwnFieldView } from '../fields/shown.ts';
import { PhoneLink } from '../parties/PhoneLink.tsx';
import type { Stated } from '../parties/stating.ts';
import { topicMessages } from '../parties/topics.ts';
import { SourceMark } from './SourceMark.tsx';
import { type Trust, trustMessages, trustState, useTrust } from './trust.ts';
import { type FactWords, useFactWords } from './useFactWords.ts';
import {
  addableTopics,
  type FactGroup,
  groupFacts,
  isOver,
  type Statement,
  valueAs,
} from './values.ts';

const FactEditor = lazy(() => import('./FactEditor.tsx'));

export interface FactsProps {
  party: PartyView;
  onState: (stated: Stated) => Promise<void>;
  onWithdraw: (fact: Statement) => void;
}

const groupMessages: Record<FactGroup['id'], MessageId> = {
  contact: 'identify.group.contact',
  work: 'identify.group.work',
  roles: 'identify.group.roles',
  needs: 'understand.group.needs',
  situation: 'understand.group.situation',
  personal: 'understand.group.personal',
  places: 'identify.group.places',
  about: 'identify.group.about',
  own: 'identify.group.own',
  notes: 'identify.group.notes',
};

/** What we know, each value with how we know it. */
export function Facts({ party, onState, onWithdraw }: FactsProps) {
  const say = useWords();
  const [editing, setEditing] = useState<string | null>(null);
  const [adding, setAdding] = useState<Adding | null>(null);
  const words = useFactWords(party.kind);
  const trust = useTrust(party.id);
  const mayEdit = party.can.edit;
  const shown = groupFacts(party.kind, party.statements)
    .map((group) => (group.id === 'own' ? { ...group, facts: inOrder(group.facts, words) } : group))
    .filter(({ facts, topics }) => facts.length > 0 || (adding && topics.includes(adding.topic)));
  const held = new Set(party.statements.map(({ fieldId }) => fieldId));
  const editor = ({ topic, field, ownKey }: Adding, fact?: Statement) => (
    <Suspense fallback={<span className="block h-32" />}>
      <FactEditor
        topic={topic}
        field={field}
        ownKey={ownKey}
        fact={fact}
        onCancel={() => (fact ? setEditing(null) : setAdding(null))}
        onSave={async (stated) => {
          await onState(stated);
          setEditing(null);
          setAdding(null);
        }}
        onWithdraw={
          fact && isWithdrawable(fact)
            ? () => {
                setEditing(null);
                onWithdraw(fact);
              }
            : undefined
        }
      />
    </Suspense>
  );
  return (
    <FactList>
      <header className="flex items-center gap-8">
        <h2 className="min-w-0 flex-1 text-lg">{say('identify.facts')}</h2>
        {mayEdit ? (
          <Menu
            label={say('identify.addFact')}
            placement="bottom end"
            trigger={
              <Button variant="quiet" size="small" icon="add">
                {say('ui.add')}
              </Button>
            }
            groups={[
              {
                entries: addableTopics(party.kind, party.statements).map((topic) => ({
                  id: topic,
                  label: say(topicMessages[topic]),
                  onAction: () => setAdding({ topic }),
                })),
              },
              {
                title: say('understand.topic.own'),
                entries: words.ownTopics.map(({ key, name }) => ({
                  id: `own ${key}`,
                  label: name,
                  onAction: () => setAdding({ topic: 'own', ownKey: key }),
                })),
              },
              {
                title: say('identify.group.own'),
                entries: words.fields
                  .filter(({ own, editable }) => editable && !held.has(own))
                  .map((field) => ({
                    id: field.own,
                    label: field.label,
                    onAction: () => setAdding({ topic: 'field', field }),
                  })),
              },
            ].filter(({ entries }) => entries.length > 0)}
          />
        ) : null}
      </header>
      {shown.length === 0 ? (
        <p className="text-base text-text-3">{say('identify.noFacts')}</p>
      ) : null}
      {shown.map(({ id, topics, facts }) => (
        <section key={id} aria-label={say(groupMessages[id])} className="flex flex-col">
          <h3 className="border-b border-border pb-4 text-xs text-text-2">
            {say(groupMessages[id])}
          </h3>
          <div className="flex flex-col pt-4">
            {facts.map((fact, at) => {
              const field = words.fieldOf(fact);
              const isOpen = mayEdit && (field?.editable ?? true);
              return (
                <Fact
                  // A corrected value is a new statement in the same place; its row and the focus stay.
                  key={`${fact.topic} ${fact.fieldId ?? String(at)}`}
                  party={party}
                  fact={fact}
                  words={words}
                  trust={trust.get(fact.id)}
                  mayVouch={isOpen}
                  isAlone={topics.length === 1 && id !== 'own'}
                  editor={
                    editing === fact.id ? editor({ topic: fact.topic, field }, fact) : undefined
                  }
                  onEdit={isOpen ? () => setEditing(fact.id) : undefined}
                  onWithdraw={isOpen && isWithdrawable(fact) ? () => onWithdraw(fact) : undefined}
                />
              );
            })}
            {adding && topics.includes(adding.topic) ? (
              <div className="py-4" ref={reveal}>
                {editor(adding)}
              </div>
            ) : null}
          </div>
        </section>
      ))}
    </FactList>
  );
}

/** The group to which something is added may lie below what is in sight. */
function reveal(place: HTMLElement | null): void {
  place?.scrollIntoView({ block: 'center' });
}

interface Adding {
  topic: Topic;
  field?: OwnFieldView | undefined;
  /** For the topic `own`: which one of the strategy's. */
  ownKey?: string;
}

/** Values of own fields as the company has ordered the fields; one of a field just retired is left out. */
function inOrder(facts: readonly Statement[], { fields }: FactWords): Statement[] {
  return fields.flatMap(({ own }) => facts.filter(({ fieldId }) => fieldId === own));
}

/** A record goes by its name; it is replaced, never taken away. */
function isWithdrawable({ topic }: Statement): boolean {
  return topic !== 'name';
}

function Fact({
  party,
  fact,
  words,
  trust,
  mayVouch,
  isAlone,
  editor,
  onEdit,
  onWithdraw,
}: {
  party: PartyView;
  fact: Statement;
  words: FactWords;
  trust: Trust | undefined;
  mayVouch: boolean;
  /** The heading above says what kind of value this is. */
  isAlone: boolean;
  editor?: ReactNode;
  onEdit?: () => void;
  onWithdraw?: () => void;
}) {
  const say = useWords();
  return (
    <FactRow
      label={words.label(fact)}
      hideLabel={isAlone && !fact.label}
      value={words.value(fact)}
      look={
        fact.basis === 'assumed' || (trust?.isAssumption && !isPast(fact))
          ? 'assumed'
          : isPast(fact)
            ? 'past'
            : 'plain'
      }
      note={trust && !isPast(fact) ? <TrustNote trust={trust} /> : undefined}
      editLabel={say('identify.editor.hint')}
      onEdit={onEdit}
      editor={editor}
      act={<Act party={party} fact={fact} field={words.fieldOf(fact)} />}
      mark={
        <SourceMark
          kind={party.kind}
          partyId={party.id}
          fact={fact}
          words={words}
          trust={trust}
          mayVouch={mayVouch}
          onEdit={onEdit}
          onWithdraw={onWithdraw}
        />
      }
    />
  );
}

/** What is not known says so, in a word. */
function TrustNote({ trust }: { trust: Trust }) {
  const say = useWords();
  if (trust.conflicting > 1)
    return (
      <span className="text-bad">{say('understand.conflict', { count: trust.conflicting })}</span>
    );
  const state = trustState(trust);
  if (state === 'known') return null;
  return (
    <span className={state === 'assumed' ? 'text-assume' : 'text-warn'}>
      {say(trustMessages[state])}
    </span>
  );
}

function isPast(fact: Statement): boolean {
  if (fact.topic === 'role') return isOver(valueAs(fact, 'role'));
  if (fact.topic === 'affiliation') return isOver(valueAs(fact, 'affiliation'));
  return false;
}

const actClass = `${buttonClass('quiet', 'small')} size-target px-0`;

/** Writing, calling, opening: what a value is for. */
function Act({
  party,
  fact,
  field,
}: {
  party: PartyView;
  fact: Statement;
  field: OwnFieldView | undefined;
}) {
  const say = useWords();
  const text = String(fact.value);
  switch (fact.topic) {
    case 'email':
      return <Out href={`mailto:${text}`} icon="mail" label={say('identify.writeTo', { text })} />;
    case 'phone':
      return (
        <PhoneLink
          number={text}
          party={party}
          className={actClass}
          aria-label={say('identify.callNumber', { text })}
        >
          <Icon name="call" />
        </PhoneLink>
      );
    case 'web':
    case 'domain':
      return (
        <Out
          href={fact.topic === 'web' ? text : `https://${text}`}
          icon="external"
          label={say('identify.openSite', { text })}
        />
      );
    case 'affiliation': {
      const { companyId, companyName } = valueAs(fact, 'affiliation');
      return companyId ? (
        <Link
          to="/companies/$id"
          params={{ id: companyId }}
          className={actClass}
          aria-label={say('identify.openRecord', { name: companyName })}
        >
          <Icon name="right" />
        </Link>
      ) : null;
    }
    case 'field': {
      if (field?.format === 'web')
        return <Out href={text} icon="external" label={say('identify.openSite', { text })} />;
      if (field?.type !== 'party') return null;
      const { id, name } = fact.value as { id: string; name: string };
      return (
        <Link
          to={field.party === 'person' ? '/people/$id' : '/companies/$id'}
          params={{ id }}
          className={actClass}
          aria-label={say('identify.openRecord', { name })}
        >
          <Icon name="right" />
        </Link>
      );
    }
    default:
      return null;
  }
}

function Out({ href, icon, label }: { href: string; icon: IconName; label: string }) {
  // Stored values may come from any file: only these schemes ever become a link.
  if (!/^(https?|mailto|tel):/i.test(href)) return null;
  const isSite = href.startsWith('http');
  return (
    <a
      href={href}
      className={actClass}
      aria-label={label}
      title={label}
      {...(isSite ? { target: '_blank', rel: 'noopener noreferrer' } : {})}
    >
      <Icon name={icon} />
    </a>
  );
}
