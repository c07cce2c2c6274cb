import pg from 'pg';
import type { UserActor } from '../access/actor.ts';
import { type Announcement, channel } from './events.ts';

type Listener = (announcement: Announcement) => void;

/** What changed anywhere, as it is committed, on whichever server process. */
export interface Live {
  /** Only what the actor may see is passed on. Returns how to stop listening. */
  listen: (actor: () => UserActor, listener: Listener) => () => void;
  /** Everything, for caches of this process. */
  watch: (listener: Listener) => void;
  close: () => Promise<void>;
}

/** One listening connection a process, renewed when the database restarts. */
export async function openLive(serving: pg.ClientConfig): Promise<Live> {
  const listeners = new Set<Listener>();
  let closed = false;
  let client: pg.Client | undefined;

  const connect = async (): Promise<void> => {
    const next = new pg.Client(serving);
    next.on('notification', ({ payload }) => {
      const announcement = JSON.parse(payload ?? '{}') as Announcement;
      for (const listener of listeners) listener(announcement);
    });
    const again = () => {
      if (!closed && client === next) setTimeout(() => connect().catch(again), 500);
    };
    next.on('error', again);
    next.on('end', again);
    client = next;
    await next.connect();
    await next.query(`listen ${channel}`);
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
    watch: (listener) => void listeners.add(listener),
    async close() {
      closed = true;
      await client?.end().catch(() => undefined);
    },
  };
}
