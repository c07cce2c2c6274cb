import { setTimeout as pause } from 'node:timers/promises';
import type { Worker } from 'node:worker_threads';

/** A thread that is given this much more time than it may spend waits for something, or is starved. */
const patience = 30;

/** Within this a thread that gets any turn at all says what it has spent. */
const answerMilliseconds = 5_000;

/**
 * Calls `onSpent` once a thread has spent that much processor time since now. On a machine that is busy with
 * other things the clock on the wall would condemn an item that did nothing wrong. Returns how to stop
 * watching.
 */
export function watchSpending(
  worker: Worker,
  milliseconds: number,
  onSpent: () => void,
): () => void {
  const began = performance.now();
  const before = spentBy(worker);
  let timer = setTimeout(look, milliseconds);
  let isOver = false;
  async function look(): Promise<void> {
    const spent = await Promise.race([
      Promise.all([spentBy(worker), before]).then(([now, then]) => now - then),
      // Nothing interrupts some of the engine's own loops: they are as busy as can be.
      pause(answerMilliseconds, Number.POSITIVE_INFINITY, { ref: false }),
    ]);
    if (isOver) return;
    const left = milliseconds - spent;
    if (left <= 0 || performance.now() - began > patience * milliseconds) onSpent();
    else timer = setTimeout(look, Math.max(left, 20));
  }
  return () => {
    isOver = true;
    clearTimeout(timer);
  };
}

/** In milliseconds; a thread that is not yet, or no longer, running has spent nothing. */
function spentBy(worker: Worker): Promise<number> {
  return worker.cpuUsage().then(
    ({ user, system }) => (user + system) / 1_000,
    () => 0,
  );
}
