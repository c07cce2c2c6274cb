import { createHash } from 'node:crypto';

/** An entry of the audit log as the chain sees it. Whom it may be shown to is no part of what happened. */
export interface Entry {
  id: string;
  at: Temporal.Instant;
  actor: string;
  actorId: string | null;
  source: string | null;
  subject: string;
  subjectId: string;
  verb: string;
  importId: string | null;
  count: number;
}

export interface Head {
  position: number;
  hash: Buffer;
}

/** What stands before the first entry: nothing that could be cut from one log and put before another. */
export function beginning(workspaceId: string): Head {
  const hash = createHash('sha256').update(`rapport audit log ${workspaceId}`).digest();
  return { position: 0, hash };
}

/** Names may be erased later; sealed is only this hash of them, which the salt keeps from being guessed. */
export function hashOfSaid(salt: Buffer, said: string): Buffer {
  return createHash('sha256').update(salt).update(said).digest();
}

/** The next link: over the one before, the place in the chain and everything the entry says. */
export function link(before: Head, entry: Entry, saidHash: Buffer): Head {
  const position = before.position + 1;
  const content = JSON.stringify([
    position,
    entry.id,
    entry.at.toString(),
    entry.actor,
    entry.actorId,
    entry.source,
    entry.subject,
    entry.subjectId,
    entry.verb,
    entry.importId,
    entry.count,
    saidHash.toString('hex'),
  ]);
  const hash = createHash('sha256').update(before.hash).update(content).digest();
  return { position, hash };
}
