import { sql } from 'kysely';
import { gapQuantile } from '../../../models/warmth/rhythm.ts';
import type { ConsentChannel, Permission } from '../../../shared/identify/consent.ts';
import type { StrategyChoices } from '../../../shared/strategy/strategy.ts';
import { treatments } from '../../../shared/understand/actions.ts';
import { type Obeyed, obey, Wish } from '../../../shared/understand/wishes.ts';
import { maySend } from '../../identify/consent/permission.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import type { Basis } from '../warmth/basis.ts';
import { type Met, rhythmOf, stateAt } from '../warmth/quiet.ts';
import type { Found, Known } from './looking.ts';

/** Where so few gaps are known, nobody’s rhythm is. */
const fewestGaps = 3;
const pressedDays = 30;
const saidNo = ['refused', 'withdrawn'] as const;
const channels: readonly ConsentChannel[] = ['email', 'phone'];

/** What keeps a proposal back, and how it may be done. */
export interface Limits {
  wishes: (partyId: string) => string[];
  /** Ways on which they may be reached with it; undefined where it must not be proposed now. */
  waysFor: (found: Found) => ConsentChannel[] | null | undefined;
}

/** Wishes, consent, rhythm and fatigue of these, read together. */
export async function limitsFor(
  transaction: Transaction,
  parties: readonly Known[],
  {
    now,
    zone,
    choices,
    basis,
    met,
  }: {
    now: Temporal.Instant;
    zone: string;
    choices: StrategyChoices;
    basis: Basis;
    met: ReadonlyMap<string, Met[]>;
  },
): Promise<Limits> {
  const ids = parties.map(({ id }) => id);
  const here = now.toZonedDateTimeISO(zone);
  const wishes = await wishesOf(transaction, ids);
  const said = new Map<string, Obeyed>(
    [...wishes].map(([id, some]) => [id, obey(some, here.hour * 60 + here.minute)]),
  );
  const begun = await begunWith(transaction, ids, now);
  const people = parties.filter(({ kind }) => kind === 'person').map(({ id }) => id);
  const offers = await permissions(transaction, people, 'offers');
  const service = await permissions(transaction, people, 'service');
  const isPressed = ({ id, roles }: Known) => {
    const limits = choices.relationships.flatMap(({ role, contactsPerMonth }) =>
      roles.includes(role) && contactsPerMonth !== null ? contactsPerMonth : [],
    );
    return limits.length > 0 && (begun.get(id) ?? 0) >= Math.min(...limits);
  };
  /** They were in touch a moment ago, by their own measure. */
  const isTooSoon = (id: string) => {
    const contacts = met.get(id) ?? [];
    const { gaps } = rhythmOf(contacts);
    const state = stateAt(contacts, now.epochMilliseconds, basis.halfLifeDays);
    return (
      state !== undefined &&
      gaps.count >= fewestGaps &&
      state.silentDays < gapQuantile(basis.rhythms, gaps, 0.5) / 2
    );
  };
  return {
    wishes: (id) => (wishes.get(id) ?? []).map(({ text }) => text),
    waysFor: ({ kind, party }) => {
      if (!treatments[kind].begins) return null;
      const { never = false, notBy = [], notAtThisHour = false } = said.get(party.id) ?? {};
      if (never || notAtThisHour || isPressed(party)) return undefined;
      if (['ask', 'seed', 'follow up'].includes(kind) && isTooSoon(party.id)) return undefined;
      const open = channels.filter((channel) => !notBy.includes(channel));
      if (party.kind === 'company') return open;
      // To bring oneself to mind, or to ask, is to advertise; to thank, and to speak of an offer, is not.
      const asked = kind === 'revive' || kind === 'ask' ? offers : service;
      const of = (channel: ConsentChannel) => asked[channel]?.get(party.id);
      if (
        open.length > 0 &&
        open.every((channel) => saidNo.some((reason) => reason === of(channel)?.reason))
      )
        return undefined;
      return open.filter((channel) => of(channel)?.allowed);
    },
  };
}

async function permissions(
  transaction: Transaction,
  partyIds: readonly string[],
  purpose: 'offers' | 'service',
): Promise<Partial<Record<ConsentChannel, Map<string, Permission>>>> {
  const found: Partial<Record<ConsentChannel, Map<string, Permission>>> = {};
  if (partyIds.length === 0) return found;
  for (const channel of channels)
    found[channel] = await maySend(transaction, { partyIds, purpose, channel });
  return found;
}

/** What they wish for, without what is known by a way that is nobody’s business. */
async function wishesOf(
  { db, actor }: Transaction,
  ids: readonly string[],
): Promise<Map<string, Wish[]>> {
  const { rows } = await sql<{ party_id: string; value: unknown }>`
    select party_id, value from statements
    where workspace_id = ${actor.workspaceId} and party_id = any (${ids}::uuid[]) and topic = 'wish'
      and superseded_at is null and source ->> 'kind' <> 'unnamed' order by stated_at, id`.execute(
    db,
  );
  const wishes = new Map<string, Wish[]>();
  for (const { party_id, value } of rows) {
    const wish = Wish.safeParse(value);
    if (wish.success) wishes.set(party_id, [...(wishes.get(party_id) ?? []), wish.data]);
  }
  return wishes;
}

/** How often we went to them within a month, as far as everyone sees who sees them. */
async function begunWith(
  { db, actor }: Transaction,
  ids: readonly string[],
  now: Temporal.Instant,
): Promise<Map<string, number>> {
  const since = now.subtract({ hours: 24 * pressedDays }).toString();
  const { rows } = await sql<{ party_id: string; count: number }>`
    select t.id as party_id, c.count from unnest(${ids}::uuid[]) as t (id)
    cross join lateral (
      select count(*)::integer as count from contacts
      where workspace_id = ${actor.workspaceId} and party_id = t.id and shared
        and happened_at > ${since}::timestamptz and happened_at <= ${now.toString()}::timestamptz
        and direction in ('out', 'both')) c`.execute(db);
  return new Map(rows.map(({ party_id, count }) => [party_id, count]));
}

/** How much of what we sent them within half a year were offers: 1 of 4 before anything is known (Maister). */
export async function sellingShares(
  { db, actor }: Transaction,
  ids: readonly string[],
  now: Temporal.Instant,
  days: number,
): Promise<Map<string, number>> {
  const since = now.subtract({ hours: 24 * days }).toString();
  const { rows } = await sql<{ id: string; asked: number; others: number }>`
    select t.id,
      (select count(*)::integer from participants x
        join activities a on a.workspace_id = x.workspace_id and a.id = x.activity_id and a.direction = 'out'
          and a.trashed_at is null
        where x.workspace_id = ${actor.workspaceId} and x.party_id = t.id
          and x.occurred_at > ${since}::timestamptz and x.kind in ('offer', 'campaign message')) as asked,
      (select count(*)::integer from contacts c
        where c.workspace_id = ${actor.workspaceId} and c.party_id = t.id and c.shared
          and c.happened_at > ${since}::timestamptz and c.direction in ('out', 'both')) as others
    from unnest(${ids}::uuid[]) as t (id)`.execute(db);
  return new Map(rows.map(({ id, asked, others }) => [id, (1 + asked) / (4 + asked + others)]));
}
