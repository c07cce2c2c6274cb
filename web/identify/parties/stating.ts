import type { PartyView } from '../../../shared/identify/parties.ts';
import type { StatementInput } from '../../../shared/identify/statements.ts';

type WithoutVersion<Input> = Input extends unknown ? Omit<Input, 'version'> : never;

/** A value as an editor hands it over; the version is added when it is sent. */
export type Stated = WithoutVersion<StatementInput>;

/** The record as it will be once this value is stated; the server's answer replaces the guess. */
export function withStatement(
  party: PartyView,
  said: Stated,
  by: { id: string; name: string },
): PartyView {
  const { topic, label, basis, replaces } = said;
  const now = Temporal.Now.instant().toString();
  const earlier = party.statements.find(({ id }) => id === replaces);
  const stated: PartyView['statements'][number] = {
    id: replaces ?? 'new',
    topic,
    value: said.value,
    label: label || null,
    basis,
    source: { kind: 'person', userId: by.id },
    statedAt: now,
    statedBy: by.name,
    confirmedAt: null,
    ...(earlier?.fieldId ? { fieldId: earlier.fieldId } : {}),
  };
  return {
    ...party,
    ...(said.topic === 'name' ? { name: said.value.display } : {}),
    statements: earlier
      ? party.statements.map((one) => (one.id === replaces ? stated : one))
      : [...party.statements, stated],
  };
}

export function withoutStatement(party: PartyView, statementId: string): PartyView {
  return {
    ...party,
    statements: party.statements.filter(({ id }) => id !== statementId),
    affiliations: party.affiliations.filter((one) => one.statementId !== statementId),
    roleSpans: party.roleSpans.filter((one) => one.statementId !== statementId),
  };
}
