import type { OwnFieldType } from '../../../shared/identify/field-rules.ts';
import type { FieldChoice, FieldSettings, OwnField } from '../../../shared/identify/fields.ts';
import type { PartyKind } from '../../../shared/identify/parties.ts';
import { type AccessLevel, accessLevels } from '../../../shared/platform/access.ts';
import type { Transaction } from '../../platform/access/actor.ts';

/** The fields of the company's own that the actor sees, in their order; retired ones only where asked for. */
export async function ownFields(
  { db, actor }: Transaction,
  { kind, withRetired = false }: { kind?: PartyKind; withRetired?: boolean } = {},
): Promise<OwnField[]> {
  let query = db
    .selectFrom('fields')
    .selectAll()
    .where('workspace_id', '=', actor.workspaceId)
    .orderBy('kind')
    .orderBy('position')
    .orderBy('id');
  if (kind) query = query.where('kind', '=', kind);
  if (!withRetired) query = query.where('retired_at', 'is', null);
  const rows = await query.execute();
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind as PartyKind,
    name: row.name,
    label: row.label,
    help: row.help,
    type: row.type as OwnFieldType,
    settings: shownSettings(row.settings as StoredSettings),
    seenFrom: row.seen_from as AccessLevel,
    editedFrom: row.edited_from as OwnField['editedFrom'],
    teamId: row.audience === actor.workspaceId ? null : row.audience,
    asked: row.asked,
    position: row.position,
    retiredAt: row.retired_at?.toString() ?? null,
    version: row.version,
  }));
}

/** Choices are kept with the folded label by which values are searched for. */
export type StoredSettings = Omit<FieldSettings, 'choices'> & {
  choices?: (FieldChoice & { folded: string })[];
};

function shownSettings({ choices, ...settings }: StoredSettings): FieldSettings {
  if (!choices) return settings;
  return { ...settings, choices: choices.map(({ folded: _, ...choice }) => choice) };
}

/** The database decides by the same rule; this one says what a screen may offer. */
export function mayEditField({ actor }: Transaction, field: OwnField): boolean {
  if (actor.kind === 'system') return true;
  return (
    !actor.readOnly && accessLevels.indexOf(actor.level) <= accessLevels.indexOf(field.editedFrom)
  );
}
