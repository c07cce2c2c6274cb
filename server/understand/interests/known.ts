import { z } from 'zod';
import { Basis } from '../../../shared/identify/statements.ts';
import type { HowKnown } from '../../../shared/understand/interests/interests.ts';
import { tooPersonalWord } from '../../../shared/understand/interests/personal.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import type { Nodes } from './nodes.ts';

const Value = z.object({
  text: z.string(),
  node: z.string().optional(),
  involvement: z.number().min(0).max(1).default(0.5),
});
const Source = z.object({ way: z.enum(['together', 'published']).optional() });

/** An interest of a person, and the node at which it counts, if it counts anywhere. */
export interface KnownInterest {
  known: HowKnown;
  node: string | undefined;
}

/**
 * What the actor sees of a person’s interests: told by them, done with them or published about their work.
 * Words too personal to suggest anything from are shown, and count nowhere.
 */
export async function interestsOf(
  { db, actor }: Transaction,
  personId: string,
  nodes: Nodes,
): Promise<KnownInterest[]> {
  const rows = await db
    .selectFrom('statements')
    .leftJoin('users', (join) =>
      join
        .onRef('users.workspace_id', '=', 'statements.workspace_id')
        .onRef('users.id', '=', 'statements.stated_by'),
    )
    .select([
      'statements.id',
      'value',
      'basis',
      'source',
      'stated_at',
      'confirmed_at',
      'users.name as by',
    ])
    .where('statements.workspace_id', '=', actor.workspaceId)
    .where('party_id', '=', personId)
    .where('topic', '=', 'interest')
    .where('superseded_at', 'is', null)
    .where('basis', 'in', ['told', 'seen'])
    .orderBy('stated_at')
    .orderBy('statements.id')
    .execute();
  return rows.flatMap((row): KnownInterest[] => {
    const value = Value.safeParse(row.value);
    if (!value.success) return [];
    const { text, node, involvement } = value.data;
    const known = {
      statementId: row.id,
      text,
      node: node ?? null,
      involvement,
      basis: Basis.parse(row.basis),
      way: Source.safeParse(row.source).data?.way ?? null,
      at: (row.confirmed_at ?? row.stated_at).toString(),
      by: row.by,
    };
    return [{ known, node: node && !tooPersonalWord(text) ? nodes.standing(node) : undefined }];
  });
}
