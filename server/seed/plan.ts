import { Chance } from './random.ts';
import type { Colleague } from './staff.ts';
import { table } from './tables.ts';
import type { Standing, World } from './world.ts';

export type ConversationKind = 'email' | 'meeting' | 'call' | 'note';

/** What is decided once for all messages between one of us and one of them about one matter. */
export interface Conversation {
  kind: ConversationKind;
  /** Seconds before the seed's now; meetings may lie ahead. */
  began: number;
  user: Colleague;
  visibility: 'everyone' | 'team' | 'headers' | 'private';
  /** Null: the whole workspace. */
  audience: string | null;
  touch: 'personal' | 'bulk' | 'automatic';
  begunBy: 'us' | 'them';
  /** Another person of the same company who is copied in, or -1. */
  also: number;
  length: number;
  cancelled: boolean;
}

const day = 86_400;
const threeYears = 3 * 365 * day;

export function conversationOf(
  world: World,
  person: number,
  ordinal: number,
  standing: Standing,
): Conversation {
  const chance = new Chance(world.seed, table.conversations, person, ordinal);
  let kind = chance.pickByShare(kinds);
  if (kind === 'email' && !standing.hasEmail) kind = 'call';
  const began = beginning(chance, kind);
  const user = userFor(chance, world, standing);
  const touch = kind === 'email' ? chance.pickByShare(touches) : 'personal';
  const isPublic = standing.reach.visibility === 'everyone';
  const reach = isPublic
    ? publicReach(chance, world, user, ordinal)
    : { visibility: standing.reach.visibility, audience: standing.reach.audience };
  const begunBy = touch !== 'personal' || chance.happens(0.45) ? 'them' : 'us';
  const also = isPublic && touch === 'personal' ? colleagueOf(chance, world, person, kind) : -1;
  const length =
    kind === 'email' && touch === 'personal'
      ? Math.min(30, Math.floor(chance.skewed(0.55) * 1.6))
      : 1;
  const cancelled = kind === 'meeting' && chance.happens(0.04);
  return { kind, began, user, ...reach, touch, begunBy, also, length, cancelled };
}

const kinds = [
  [34, 'email'],
  [16, 'meeting'],
  [19, 'call'],
  [11, 'note'],
] as const;
const touches = [
  [92, 'personal'],
  [6, 'bulk'],
  [2, 'automatic'],
] as const;

/** More of late than long ago, in the hours of work. */
function beginning(chance: Chance, kind: ConversationKind): number {
  const ahead = kind === 'meeting' && chance.happens(0.03);
  const days = ahead
    ? -chance.between(1, 60)
    : 1 + Math.floor(chance.fraction() ** 1.3 * (threeYears / day));
  return days * day - (6 * 3_600 + chance.below(11 * 3_600));
}

function userFor(chance: Chance, world: World, { owner, reach }: Standing): Colleague {
  const other = world.staff.users[chance.below(world.staff.users.length - 1)]!;
  return reach.visibility === 'private' || chance.happens(0.75) ? owner : other;
}

/** The first conversation is everyone's, so that the address known to everyone has a reason to be known. */
function publicReach(chance: Chance, world: World, user: Colleague, ordinal: number) {
  const draw = chance.fraction();
  if (ordinal === 0 || draw < 0.93) return { visibility: 'everyone', audience: null } as const;
  if (draw < 0.97) return { visibility: 'headers', audience: null } as const;
  if (draw < 0.985) return { visibility: 'private', audience: user.id } as const;
  return { visibility: 'team', audience: world.staff.teams[user.teams[0]!]!.id } as const;
}

function colleagueOf(chance: Chance, world: World, person: number, kind: ConversationKind): number {
  const share = kind === 'meeting' ? 0.3 : kind === 'email' ? 0.15 : 0;
  const company = world.companyOf(person);
  if (!chance.happens(share) || company < 0) return -1;
  const { first, count } = world.peopleOf(company);
  const also = first + chance.below(count);
  if (also === person) return -1;
  const { reach, hasEmail } = world.standing(also);
  return reach.visibility === 'everyone' && hasEmail ? also : -1;
}

/** Every activity of three years in the order in which they happened, and what people's records show of them. */
export interface Plan {
  count: number;
  /** By rank, oldest first. */
  person: Int32Array;
  ordinal: Uint16Array;
  message: Uint8Array;
  ago: Int32Array;
  /** By person: whether the address was met, and the last personal contact (seconds ago, NaN for none). */
  met: Uint8Array;
  /** The ids of the users who wrote a mail, got one or held a meeting. */
  metUsers: ReadonlySet<string>;
  lastContact: Float64Array;
}

/** Shares out ten activities per person on average: few close relationships, many quiet ones. */
export function planActivities(world: World, activitiesEach: number): Plan {
  const count = world.people * activitiesEach;
  const shares = Float64Array.from({ length: world.people }, (_, person) => {
    const chance = new Chance(world.seed, table.shares, person);
    return chance.happens(0.35) ? 0 : Math.min(300, chance.skewed(0.9));
  });
  const sum = shares.reduce((total, share) => total + share, 0);

  const person = new Int32Array(count);
  const ordinal = new Uint16Array(count);
  const message = new Uint8Array(count);
  const ago = new Int32Array(count);
  const met = new Uint8Array(world.people);
  const metUsers = new Set<string>();
  const lastContact = new Float64Array(world.people).fill(Number.NaN);

  let at = 0;
  let reached = 0;
  for (let who = 0; who < world.people; who++) {
    reached += shares[who]!;
    const end = who === world.people - 1 ? count : Math.floor((count * reached) / sum + 1e-6);
    const standing = at < end ? world.standing(who) : undefined;
    for (let nth = 0; standing && at < end; nth++) {
      const talk = conversationOf(world, who, nth, standing);
      const times = timesOf(world.seed, who, nth, talk, end - at);
      for (const [index, time] of times.entries()) {
        person[at] = who;
        ordinal[at] = nth;
        message[at] = index;
        ago[at] = time;
        at++;
      }
      note(talk, who, times.at(-1)!, standing);
    }
  }
  return { count, ...inOrder({ person, ordinal, message, ago }), met, metUsers, lastContact };

  /** The rules of last-contact.ts: what everyone who sees the person sees, between persons, in the past. */
  function note(talk: Conversation, who: number, last: number, standing: Standing): void {
    if (talk.kind === 'note') return;
    if (talk.kind !== 'call') {
      metUsers.add(talk.user.id);
      if (standing.hasEmail) met[who] = 1;
      if (talk.also >= 0) met[talk.also] = 1;
    }
    if (talk.cancelled || talk.touch !== 'personal' || last < 0) return;
    const isShared = talk.audience === null || talk.audience === standing.reach.audience;
    if (!isShared) return;
    for (const each of talk.also >= 0 ? [who, talk.also] : [who]) {
      if (!(lastContact[each]! <= last)) lastContact[each] = last;
    }
  }
}

/** An answer comes within days, and never after now. */
function timesOf(
  seed: number,
  person: number,
  ordinal: number,
  { began, length }: Conversation,
  most: number,
): number[] {
  const chance = new Chance(seed, table.messages, person, ordinal);
  const times = [began];
  while (times.length < Math.min(length, most)) {
    const last = times.at(-1)!;
    const gap = Math.min(chance.between(600, 3 * day), Math.floor(last / 2));
    if (gap < 60) break;
    times.push(last - gap);
  }
  return times;
}

function inOrder({
  person,
  ordinal,
  message,
  ago,
}: Pick<Plan, 'person' | 'ordinal' | 'message' | 'ago'>) {
  const room = 2 ** 25;
  // One number holds time and place: typed arrays sort numbers far faster than they call a function.
  const keys = Float64Array.from(ago, (time, place) => (2 ** 27 - time) * room + place).sort();
  const order = Uint32Array.from(keys, (key) => key % room);
  return {
    person: Int32Array.from(order, (place) => person[place]!),
    ordinal: Uint16Array.from(order, (place) => ordinal[place]!),
    message: Uint8Array.from(order, (place) => message[place]!),
    ago: Int32Array.from(order, (place) => ago[place]!),
  };
}
