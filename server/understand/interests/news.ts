import type { Transaction } from '../../platform/access/actor.ts';
import { readNodes } from './nodes.ts';
import { listSeeds } from './seeds.ts';
import { isAmong, leftAlone, usesWith } from './told.ts';

export interface News {
  id: string;
  name: string;
  text: string;
  until: string | null;
}

/**
 * What the company as a whole has to tell these days, whatever somebody's interests are: each once, and nothing
 * of what is left alone with them. It is about us, so that it is told at whatever ambition.
 */
export async function newsFor(
  transaction: Transaction,
  personId: string,
  today: Temporal.PlainDate,
): Promise<News[]> {
  const seeds = (await listSeeds(transaction)).filter(
    ({ name, visibility, from, until }) =>
      name !== '' &&
      visibility === 'everyone' &&
      (from === null || from <= today.toString()) &&
      (until === null || until >= today.toString()),
  );
  if (seeds.length === 0) return [];
  const told = new Set((await usesWith(transaction, personId)).map(({ seedId }) => seedId));
  const nodes = await readNodes(transaction);
  const alone = await leftAlone(transaction, personId);
  return seeds
    .filter(
      ({ id, nodes: about }) => !told.has(id) && !about.some((node) => isAmong(nodes, node, alone)),
    )
    .map(({ id, name, text, until }) => ({ id, name, text, until }));
}
