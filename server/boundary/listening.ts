import { setTimeout as after } from 'node:timers/promises';
import type { Caller } from '../testing/company.ts';

/** Somebody with the live updates open. */
export interface Listener {
  /** What arrived since the last time, given a moment to arrive. */
  heard: () => Promise<{ subject: string; id: string; verb: string }[]>;
  ended: Promise<void>;
}

export async function listen(caller: Caller): Promise<Listener> {
  const response = await caller.open('GET', 'events/stream');
  let text = '';
  const ready = Promise.withResolvers<void>();
  const ended = (async () => {
    for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
      text += chunk;
      if (text.includes('event: ready')) ready.resolve();
    }
  })();
  await ready.promise;
  // What was committed just before may still be on its way.
  await after(200);
  let read = text.length;
  return {
    ended,
    async heard() {
      await after(200);
      const fresh = text.slice(read);
      read = text.length;
      return [...fresh.matchAll(/event: change\ndata: (.*)/g)].map(([, data]) => JSON.parse(data!));
    },
  };
}
