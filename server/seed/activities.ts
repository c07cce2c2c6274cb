import { splitText } from '../../shared/interact/mail/quoting.ts';
import { readSubject } from '../../shared/interact/mail/subject.ts';
import { foldForSearch } from '../../shared/platform/folding.ts';
import { contentHash } from '../interact/mail/content-hash.ts';
import type { Clock } from './clock.ts';
import type { Load } from './loading.ts';
import {
  handText,
  type Language,
  mailText,
  meetingTitle,
  replyPrefix,
  subjectOf,
} from './phrases.ts';
import { type Conversation, conversationOf, type Plan } from './plan.ts';
import { Chance, seededId } from './random.ts';
import type { Colleague } from './staff.ts';
import { table } from './tables.ts';
import type { SeedPerson, World } from './world.ts';

interface Participant {
  role: string;
  ours: boolean;
  name: string | null;
  addressId: string | null;
  partyId: string | null;
}

interface Occasion {
  id: string;
  person: SeedPerson;
  also: SeedPerson | null;
  talk: Conversation;
  ago: number;
  language: Language;
  chance: Chance;
}

interface Written {
  subject: string | null;
  body: string;
  preview: string;
  direction: 'in' | 'out' | null;
  participants: Participant[];
  thread?: string;
  identity?: string;
  minutes?: number;
  place?: string | null;
}

/** Writes mails, meetings, calls and notes in the order in which they happened. */
export class ActivityWriter {
  readonly #world: World;
  readonly #plan: Plan;
  readonly #clock: Clock;
  readonly #load: Load;
  #events: number;

  constructor(world: World, plan: Plan, clock: Clock, load: Load, events: number) {
    this.#world = world;
    this.#plan = plan;
    this.#clock = clock;
    this.#load = load;
    this.#events = events;
  }

  addresses(): void {
    for (let place = 0; place < this.#world.people; place++) {
      if (!this.#plan.met[place]) continue;
      const { addressId, email, name, reach } = this.#world.person(place);
      this.#load.add('seen_addresses', [addressId, reach.audience, email, name, true]);
    }
    for (const { id, addressId, email, name } of this.#world.staff.users) {
      if (!this.#plan.metUsers.has(id)) continue;
      this.#load.add('seen_addresses', [addressId, null, email, name, true]);
    }
  }

  activity(rank: number): void {
    const world = this.#world;
    const who = this.#plan.person[rank]!;
    const ordinal = this.#plan.ordinal[rank]!;
    const nth = this.#plan.message[rank]!;
    const person = world.person(who);
    const talk = conversationOf(world, who, ordinal, {
      owner: person.owner,
      reach: person.reach,
      hasEmail: person.email !== null,
    });
    const occasion: Occasion = {
      id: seededId(world.seed, table.activities, rank),
      person,
      also: talk.also < 0 ? null : world.person(talk.also),
      talk,
      ago: this.#plan.ago[rank]!,
      language: person.country.language,
      chance: new Chance(world.seed, table.messages, who, ordinal, nth),
    };
    const written =
      talk.kind === 'email'
        ? this.#mail(occasion, new Chance(world.seed, table.messages, who, ordinal, 255), nth)
        : talk.kind === 'meeting'
          ? meeting(occasion)
          : byHand(occasion, talk.kind);
    this.#write(occasion, written);
  }

  #write({ id, talk, ago, person, also }: Occasion, written: Written): void {
    const { kind, audience, visibility, user } = talk;
    const at = this.#clock.instant(ago);
    const made = this.#clock.instant(Math.max(0, ago));
    const { subject, body, preview, participants, minutes } = written;
    this.#load.add('activities', [
      id,
      kind,
      audience,
      visibility,
      user.id,
      at,
      minutes ? this.#clock.instant(ago - minutes * 60) : null,
      kind === 'meeting' ? at.slice(0, 19) : null,
      kind === 'meeting' ? 'UTC' : null,
      written.direction,
      talk.touch,
      written.thread ?? null,
      written.identity ?? null,
      talk.cancelled ? made : null,
      made,
      user.id,
      made,
    ]);
    const folded = foldForSearch(subject ?? '').slice(0, 500);
    this.#load.add('activity_texts', [
      id,
      visibility === 'headers' ? user.id : audience,
      at,
      subject,
      preview,
      body,
      written.place ?? null,
      folded,
      `${folded} ${foldForSearch(body)}`,
    ]);
    for (const [position, each] of participants.entries()) {
      const { role, ours, name, addressId, partyId } = each;
      this.#load.add('participants', [
        id,
        position,
        audience,
        kind,
        at,
        role,
        ours,
        name,
        addressId,
        partyId,
      ]);
    }
    if (kind === 'email') return;
    const parties = also ? [person.id, also.id] : [person.id];
    this.#load.add('events', [
      seededId(this.#world.seed, table.events, this.#events++),
      audience,
      made,
      'user',
      user.id,
      'activity',
      id,
      'written',
      JSON.stringify({ kind, parties }),
      null,
    ]);
  }

  #mail(occasion: Occasion, ofThread: Chance, nth: number): Written {
    const { id, person, also, talk, ago, language, chance } = occasion;
    const { subject: bare, thing } = subjectOf(ofThread, language);
    const isOurs = (talk.begunBy === 'us') === (nth % 2 === 0);
    const [from, to] = isOurs
      ? [ours(talk.user), theirs(person)]
      : [theirs(person), ours(talk.user)];
    const subject = nth === 0 ? bare : `${replyPrefix(language)}${bare}`;
    const body = mailText(chance, language, {
      to: to.name!,
      from: from.name!,
      thing,
      quote: nth === 0 ? null : bare,
    });
    const name = ofThread.bits().toString(16).padStart(8, '0') + person.id.slice(-12);
    // Counted in two digits, so that the first is also the smallest, by which a thread is named.
    const messageId = (index: number) =>
      `${name}.${String(index).padStart(2, '0')}@${this.#world.staff.domain}`;
    const { audience } = talk;
    const base = readSubject(subject).base;
    const hash = contentHash({
      messageId: messageId(nth),
      statedAt: this.#clock.instant(ago),
      fromKey: isOurs ? talk.user.email : person.email!,
      subject,
      text: body,
      attachmentHashes: [],
    });
    this.#load.add('mails', [
      id,
      audience,
      messageId(nth),
      nth === 0 ? [] : [messageId(nth - 1)],
      Array.from({ length: Math.min(nth, 10) }, (_, index) => messageId(index)),
      subject,
      base.length >= 5 ? base : null,
      hash,
      this.#clock.instant(ago),
    ]);
    this.#load.add('thread_links', [audience, messageId(nth), messageId(0)]);
    return {
      subject,
      body,
      preview: splitText(body).preview,
      direction: isOurs ? 'out' : 'in',
      participants: [
        { ...from, role: 'from' },
        { ...to, role: 'to' },
        ...(also ? [{ ...theirs(also), role: 'cc' }] : []),
      ],
      thread: messageId(0),
      identity: hash,
    };
  }
}

function meeting({ person, also, talk, language, chance }: Occasion): Written {
  const title = meetingTitle(chance, language);
  const places = { en: ['Room 2', 'Online', null], de: ['Raum 2', 'Online', null] }[language];
  return {
    subject: title,
    body: '',
    preview: '',
    direction: null,
    minutes: chance.pick([30, 45, 60, 90]),
    place: chance.pick(places),
    participants: [
      { ...ours(talk.user), role: 'organizer' },
      { ...theirs(person), role: 'attendee' },
      ...(also ? [{ ...theirs(also), role: 'attendee' }] : []),
    ],
  };
}

function byHand({ person, talk, language, chance }: Occasion, kind: 'call' | 'note'): Written {
  const body = handText(chance, language, kind);
  const calledUs = talk.begunBy === 'them';
  const role = kind === 'note' ? 'about' : calledUs ? 'caller' : 'called';
  return {
    subject: null,
    body,
    preview: splitText(body).preview,
    direction: kind === 'note' ? null : calledUs ? 'in' : 'out',
    ...(kind === 'call' ? { minutes: chance.between(2, 40) } : {}),
    participants: [{ role, ours: false, name: null, addressId: null, partyId: person.id }],
  };
}

function ours({ name, addressId }: Colleague): Omit<Participant, 'role'> {
  return { ours: true, name, addressId, partyId: null };
}

/** Met by the address; who has none was written down by hand. */
function theirs({ id, name, email, addressId }: SeedPerson): Omit<Participant, 'role'> {
  return email === null
    ? { ours: false, name, addressId: null, partyId: id }
    : { ours: false, name, addressId, partyId: null };
}
