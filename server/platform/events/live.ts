import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import type { UserActor } from '../access/actor.ts';
import { type Announcement, channel } from './events.ts';

type Listener = (announcement: Announcement) => void;

/** What changed anywhere, as it is committed, on whichever server process. */
export interface Live {
  /** Only what the actor may see is passed on. Returns how to stop listening. */
  listen: (actor: () => UserActor, listener: Listener) => () => void;
  /** Everything, for caches of this process. */
  /** Answers how to stop listening. */
  watch: (listener: Listener) => () => void;
  close: () => Promise<void>;
}

const reconnectAfter = 500;

/** One listening connection a process; after the database restarted, one new one. */
export async function openLive(serving: pg.ClientConfig): Promise<Live> {
  const listeners = new Set<Listener>();
  let closed = false;
  let client: pg.Client;

  const connect = async (): Promise<void> => {
    client = new pg.Client(serving);
    client.on('notification', ({ payload }) => {
      const announcement = JSON.parse(payload ?? '{}') as Announcement;
      for (const listener of listeners) listener(announcement);
    });
    // A connection that breaks is heard of by its end; an error without a listener would end the process.
    client.on('error', () => undefined);
    await client.connect();
    await client.query(`listen ${channel}`);
    client.once('end', () => void reconnect());
  };
  const reconnect = async (): Promise<void> => {
    while (!closed) {
      await pause(reconnectAfter, undefined, { ref: false });
      if (closed) return;
      try {
        await connect();
        if (closed) await client.end();
        return;
      } catch {
        await client.end().catch(() => undefined);
      }
    }
  };
  await connect();

  return {
    listen(actor, listener) {
      const guarded: Listener = (announcement) => {
        const { workspaceId, audiences } = actor();
        if (announcement.workspace === workspaceId && audiences.includes(announcement.audience)) {
          listener(announcement);
        }
      };
      listeners.add(guarded);
      return () => listeners.delete(guarded);
    },
    watch(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      closed = true;
      await client.end().catch(() => undefined);
    },
  };
}
