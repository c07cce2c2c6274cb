import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { PartyKind } from '../../../shared/identify/parties.ts';
import type { TopicValue } from '../../../shared/identify/statements.ts';
import type { EntityView } from '../../../shared/platform/catalog.ts';
import type { UserView } from '../../../shared/platform/team.ts';
import type { StrategyTopic } from '../../../shared/strategy/strategy.ts';
import { strategyQuery } from '../../strategy/queries.ts';
import { type Say, useLocale, useWords } from '../../ui/words.ts';
import { isOwn, type OwnFieldView, shownFieldValue } from '../fields/shown.ts';
import { catalogQuery, usersQuery } from '../parties/queries.ts';
import { ownTopicName, ownTopics } from './ownTopics.ts';
import { rowLabel, type Statement, shownValue } from './values.ts';

export interface FactWords {
  /** The company's own fields of this kind of record, in their order. */
  fields: readonly OwnFieldView[];
  /** What the strategy asks for under names of its own. */
  ownTopics: readonly { key: string; name: string }[];
  fieldOf: (fact: { fieldId?: string }) => OwnFieldView | undefined;
  label: (fact: Pick<Statement, 'topic' | 'label' | 'fieldId'> & { value?: unknown }) => string;
  value: (fact: Pick<Statement, 'topic' | 'value' | 'fieldId'>) => string;
}

/** What a fact is called and says, whether its field is one of ours or of the company's own. */
export function useFactWords(kind: PartyKind): FactWords {
  const say = useWords();
  const locale = useLocale();
  const { data: catalog } = useQuery(catalogQuery);
  const { data: users } = useQuery(usersQuery);
  const { data: strategy } = useQuery(strategyQuery);
  return useMemo(
    () => factWords(kind, { catalog, users, topics: strategy?.choices.topics, say, locale }),
    [catalog, users, strategy, kind, say, locale],
  );
}

export function factWords(
  kind: PartyKind,
  {
    catalog,
    users = [],
    topics,
    say,
    locale,
  }: {
    catalog: readonly EntityView[] | undefined;
    users: readonly UserView[] | undefined;
    topics?: readonly StrategyTopic[] | undefined;
    say: Say;
    locale: string;
  },
): FactWords {
  const fields = catalog?.find(({ name }) => name === kind)?.fields.filter(isOwn) ?? [];
  const byId = new Map(fields.map((field) => [field.own, field]));
  const names = Object.fromEntries(users.map(({ id, name }) => [id, name]));
  const fieldOf: FactWords['fieldOf'] = ({ fieldId }) => (fieldId ? byId.get(fieldId) : undefined);
  return {
    fields,
    ownTopics: ownTopics(topics).map(({ key }) => ({
      key,
      name: ownTopicName(topics, key, locale),
    })),
    fieldOf,
    label: (fact) =>
      fact.topic === 'own' && fact.value
        ? ownTopicName(topics, (fact.value as TopicValue<'own'>).key, locale)
        : (fieldOf(fact)?.label ?? rowLabel(fact, say)),
    value: (fact) => {
      const field = fieldOf(fact);
      return field
        ? shownFieldValue(field, fact.value, { say, locale, names })
        : shownValue(fact, { say, locale });
    },
  };
}
