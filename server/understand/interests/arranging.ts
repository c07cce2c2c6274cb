import { z } from 'zod';
import { wouldCircle } from '../../../models/common-ground/tree.ts';
import { foldForSearch } from '../../../shared/platform/folding.ts';
import type {
  InterestNode,
  NodeChange,
  NodeInput,
  Taxonomy,
} from '../../../shared/understand/interests/nodes.ts';
import { tooPersonalWord } from '../../../shared/understand/interests/personal.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { ChangedMeanwhile } from '../../platform/access/reach.ts';
import { nextId } from '../../platform/database/ids.ts';
import { record } from '../../platform/events/events.ts';
import { requireUnchanged, undoable, undoableByOthers } from '../../platform/events/undo.ts';
import {
  NodeCircle,
  NodeMerged,
  NodeNameTaken,
  NodeNotFound,
  NodeTooPersonal,
  TooManyNodes,
} from './errors.ts';
import { type Nodes, nodesOf, readNodes } from './nodes.ts';

const mostNodes = 2_000;

/** What a company decides about a node. */
const State = z.object({
  parent: z.string().nullable(),
  en: z.string(),
  de: z.string(),
  retired: z.boolean(),
  mergedInto: z.string().nullable(),
});
type State = z.infer<typeof State>;

const stateOf = ({ parent, en, de, retired, mergedInto }: InterestNode): State => ({
  parent,
  en,
  de,
  retired,
  mergedInto,
});

/** All nodes, without how many have each: that would tell of people. */
export async function viewTaxonomy(transaction: Transaction): Promise<Taxonomy> {
  const { all } = await readNodes(transaction);
  const { actor } = transaction;
  return {
    nodes: [...all.values()],
    can: { edit: actor.kind === 'user' && actor.level === 'owner' && !actor.readOnly },
  };
}

export async function addNode(
  transaction: Transaction,
  { parent, en, de }: NodeInput,
): Promise<{ id: string; event: string }> {
  const nodes = await readNodes(transaction);
  const id = nextId();
  const node = { id, parent, en, de, retired: false, mergedInto: null, version: 0 };
  requireSound(nodes, node);
  return { id, event: (await write(transaction, nodes, node, undefined)).event };
}

/** Renames a node, moves it, retires it or makes it part of another one. */
export async function changeNode(
  transaction: Transaction,
  id: string,
  { version, ...change }: NodeChange,
): Promise<{ event: string; version: number }> {
  const nodes = await readNodes(transaction);
  const node = nodes.all.get(id);
  if (!node) throw new NodeNotFound();
  if (node.version !== version) throw new ChangedMeanwhile();
  if (node.mergedInto !== null && change.mergedInto === undefined) throw new NodeMerged();
  const said = Object.fromEntries(
    Object.entries(change).filter(([, value]) => value !== undefined),
  ) as Partial<State>;
  const changed = { ...node, ...said };
  requireSound(nodes, changed);
  return write(transaction, nodes, changed, node);
}

/** Refuses what would be a circle, a second node of the same name, or too personal to suggest anything. */
export function requireSound(nodes: Nodes, node: InterestNode): void {
  const { all } = nodes;
  const before = all.get(node.id);
  for (const field of ['en', 'de'] as const) {
    if (before?.[field] === node[field]) continue;
    const word = tooPersonalWord(node[field]);
    if (word) throw new NodeTooPersonal(field, word);
    const name = foldForSearch(node[field]);
    const isTaken = [...all.values()].some(
      (other) =>
        other.id !== node.id &&
        other.mergedInto === null &&
        !other.retired &&
        foldForSearch(other[field]) === name,
    );
    if (isTaken) throw new NodeNameTaken(field, node[field]);
  }
  const place = node.mergedInto ?? node.parent;
  const field = node.mergedInto === null ? 'parent' : 'mergedInto';
  if (place === null || (before?.[field] === place && before.mergedInto === node.mergedInto))
    return;
  // Asked of the tree in which it stands by itself: whoever leaves a merge stands again above what was below it.
  const alone = nodesOf(new Map(all).set(node.id, { ...node, mergedInto: null }));
  const target = alone.standing(place);
  if (!target) throw new NodeNotFound(field);
  if (wouldCircle(alone.tree, node.id, target))
    throw new NodeCircle(field, node.en, all.get(target)?.en ?? '');
}

async function write(
  transaction: Transaction,
  nodes: Nodes,
  node: InterestNode,
  before: InterestNode | undefined,
): Promise<{ event: string; version: number }> {
  const { db, actor } = transaction;
  const values = {
    parent: node.parent,
    english: node.en,
    german: node.de,
    retired_at: node.retired ? Temporal.Now.instant() : null,
    merged_into: node.mergedInto,
    version: node.version + 1,
  };
  let row: { id: string } | undefined;
  if (node.version === 0) {
    const own = [...nodes.all.values()].filter(({ version }) => version > 0).length;
    if (own >= mostNodes) throw new TooManyNodes();
    row = await db
      .insertInto('interest_nodes')
      .values({ workspace_id: actor.workspaceId, id: nextId(), node: node.id, ...values })
      .onConflict((conflict) => conflict.columns(['workspace_id', 'node']).doNothing())
      .returning('id')
      .executeTakeFirst();
  } else {
    row = await db
      .updateTable('interest_nodes')
      .set(values)
      .where('workspace_id', '=', actor.workspaceId)
      .where('node', '=', node.id)
      .where('version', '=', node.version)
      .returning('id')
      .executeTakeFirst();
  }
  if (!row) throw new ChangedMeanwhile();
  const [event] = await record(transaction, {
    subject: 'interest node',
    subjectId: row.id,
    audience: actor.workspaceId,
    verb: before ? 'changed' : 'added',
    particulars: { node: node.id },
    ...(before ? { before: stateOf(before) } : {}),
    after: stateOf(node),
  });
  return { event: event!, version: node.version + 1 };
}

const OfNode = z.object({ node: z.string() });

/** How changes of the taxonomy are taken back; what was added is retired, for somebody may have it. */
export function registerNodeUndo(): void {
  const current = async (transaction: Transaction, particulars: unknown, after: unknown) => {
    const node = (await readNodes(transaction)).all.get(OfNode.parse(particulars).node);
    if (!node) throw new NodeNotFound();
    requireUnchanged(stateOf(node), State.parse(after));
    return node;
  };
  undoable('interest node', 'added', async (transaction, { particulars, after }) => {
    const { id, version } = await current(transaction, particulars, after);
    return changeNode(transaction, id, { retired: true, version });
  });
  undoable('interest node', 'changed', async (transaction, { particulars, before, after }) => {
    const { id, version } = await current(transaction, particulars, after);
    return changeNode(transaction, id, { ...State.parse(before), version });
  });
  undoableByOthers('interest node', 'added', 'changed');
}
