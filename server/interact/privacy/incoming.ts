import { suppressedAmong } from '../../identify/privacy/suppression.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import type { Problem } from '../../platform/import/reader.ts';

interface Arriving {
  locator: Problem['locator'];
  participants: { role: string; ours: boolean; address: { key: string } | null }[];
}

/**
 * What comes in of people who asked to be erased: their own mails and what passed between them and us alone
 * are left out; of what others took part in they are left out themselves.
 */
export async function leaveOutErased<Item extends Arriving>(
  transaction: Transaction,
  items: Item[],
): Promise<{ welcome: Item[]; problems: Problem[] }> {
  const suppressed = await suppressedAmong(
    transaction,
    items.flatMap(({ participants }) => participants.flatMap(({ address }) => address?.key ?? [])),
  );
  if (suppressed.size === 0) return { welcome: items, problems: [] };
  const welcome: Item[] = [];
  const problems: Problem[] = [];
  for (const item of items) {
    const isErased = ({ address }: Item['participants'][number]) =>
      address !== null && suppressed.has(address.key);
    const others = item.participants.filter((each) => !isErased(each));
    const isTheirs = item.participants.some((each) => each.role === 'from' && isErased(each));
    if (others.length === item.participants.length) welcome.push(item);
    else if (!isTheirs && others.some(({ ours }) => !ours))
      welcome.push({ ...item, participants: others });
    else {
      const { entry: _, ...locator } = item.locator;
      problems.push({
        locator,
        code: 'activity.erased',
        severity: 'error',
        message: 'It passed between you and somebody who asked to be erased, so it was left out.',
      });
    }
  }
  return { welcome, problems };
}
