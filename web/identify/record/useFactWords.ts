import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { PartyKind } from '../../../shared/identify/parties.ts';
import type { EntityView } from '../../../shared/platform/catalog.ts';
import type { UserView } from '../../../shared/platform/team.ts';
import { type Say, useLocale, useWords } from '../../ui/words.ts';
import { isOwn, type OwnFieldView, shownFieldValue } from '../fields/shown.ts';
import { catalogQuery, usersQuery } from '../parties/queries.ts';
import { rowLabel, type Statement, shownValue } from './values.ts';

export interface FactWords {
  /** The company's own fields of this kind of record, in their order. */
  fields: readonly OwnFieldView[];
  fieldOf: (fact: { fieldId?: string }) => OwnFieldView | undefined;
  label: (fact: Pick<Statement, 'topic' | 'label' | 'fieldId'>) => string;
  value: (fact: Pick<Statement, 'topic' | 'value' | 'fieldId'>) => string;
}

/** What a fact is called and says, whether its field is one of ours or of the company's own. */
export function useFactWords(kind: PartyKind): FactWords {
  const say = useWords();
  const locale = useLocale();
  const { data: catalog } = useQuery(catalogQuery);
  const { data: users } = useQuery(usersQuery);
  return useMemo(
    () => factWords(kind, { catalog, users, say, locale }),
    [catalog, users, kind, say, locale],
  );
}

export function factWords(
  kind: PartyKind,
  {
    catalog,
    users = [],
    say,
    locale,
  }: {
    catalog: readonly EntityView[] | undefined;
    users: readonly UserView[] | undefined;
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
    fieldOf,
    label: (fact) => fieldOf(fact)?.label ?? rowLabel(fact, say),
    value: (fact) => {
      const field = fieldOf(fact);
      return field
        ? shownFieldValue(field, fact.value, { say, locale, names })
        : shownValue(fact, { say, locale });
    },
  };
}
