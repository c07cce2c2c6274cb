import { randomBytes, randomUUIDv7 } from 'node:crypto';
import type { Query } from './database.ts';
import { DeviceNotFound } from './errors.ts';
import { sha256 } from './sessions.ts';

/** A browser that was not seen for this long is a new one when it comes back. */
const forgottenAfterDays = 400;
export const deviceCookieSeconds = forgottenAfterDays * 24 * 60 * 60;
/** Nobody is told of a new browser for ever. */
const toldForDays = 30;

export interface Device {
  id: string;
  /** What its cookie holds. */
  token: string;
  isNew: boolean;
}

/**
 * The browser in which somebody signs in. Their first one is theirs; every other that comes without a
 * cookie of ours is new, and their others tell of it until they say that they know it.
 */
export async function meetDevice(
  query: Query,
  of: { userId: string; token: string | undefined; userAgent: string; source: string },
): Promise<Device> {
  if (of.token !== undefined) {
    const [seen] = await query<{ id: string }>(
      `update auth.devices set last_seen_at = now(), user_agent = $3, source = $4
       where user_id = $1 and token_sha256 = $2 returning id`,
      [of.userId, sha256(of.token), of.userAgent, of.source],
    );
    if (seen) return { id: seen.id, token: of.token, isNew: false };
  }
  // Several people may use one browser; it keeps its cookie.
  const token = of.token ?? randomBytes(32).toString('base64url');
  const [met] = await query<{ id: string; known: boolean }>(
    `insert into auth.devices (id, user_id, token_sha256, user_agent, source, known_at)
     select $1, $2, $3, $4, $5, case when not exists (select from auth.devices where user_id = $2) then now() end
     returning id, known_at is not null as known`,
    [randomUUIDv7(), of.userId, sha256(token), of.userAgent, of.source],
  );
  return { id: met!.id, token, isNew: !met!.known };
}

export interface NewDevice {
  id: string;
  userAgent: string;
  source: string;
  firstSeenAt: Temporal.Instant;
}

/** What the person at this session is to be told; one on a new browser is told nothing, it may be a thief. */
export function newDevices(
  query: Query,
  { userId, sessionId }: { userId: string; sessionId: string },
): Promise<NewDevice[]> {
  return query<NewDevice>(
    `select d.id, d.user_agent as "userAgent", d.source, d.first_seen_at as "firstSeenAt"
     from auth.devices d
     where d.user_id = $1 and d.known_at is null
       and d.first_seen_at > now() - make_interval(days => $3)
       and ${onKnownDevice}
     order by d.id desc`,
    [userId, sessionId, toldForDays],
  );
}

/** “That was me”: only a browser known for longer may say so. */
export async function recogniseDevice(
  query: Query,
  { userId, sessionId, deviceId }: { userId: string; sessionId: string; deviceId: string },
): Promise<void> {
  const known = await query(
    `update auth.devices d set known_at = now()
     where d.id = $3 and d.user_id = $1 and d.known_at is null and ${onKnownDevice} returning d.id`,
    [userId, sessionId, deviceId],
  );
  if (known.length === 0) throw new DeviceNotFound();
}

/** Sessions from before devices were counted are as good as known, and so is a month without objection. */
const onKnownDevice = `not exists (
  select from auth.sessions s join auth.devices own on own.id = s.device_id
  where s.id = $2 and own.known_at is null
    and own.first_seen_at > now() - make_interval(days => ${toldForDays}))`;

export async function sweepDevices(query: Query): Promise<void> {
  await query('delete from auth.devices where last_seen_at < now() - make_interval(days => $1)', [
    forgottenAfterDays,
  ]);
}
