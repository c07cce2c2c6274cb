import type { PartyKind } from '../../shared/identify/parties.ts';
import type { Topic } from '../../shared/identify/statements.ts';
import { type CurrentStatement, project } from '../identify/statements/projection.ts';
import { prepareValue } from '../identify/statements/values.ts';
import type { Clock } from './clock.ts';
import type { Country } from './countries.ts';
import { type Load, partyFields } from './loading.ts';
import { Chance, seededId } from './random.ts';
import { table } from './tables.ts';
import type { Reach, Standing, World } from './world.ts';

interface Stated extends CurrentStatement {
  basis: string;
  /** Seconds before the seed's now. */
  ago: number;
  /** Set on a value that a later one replaced. */
  supersededBy: string | null;
}

const day = 86_400;

/** Writes companies and people with every sourced value, and their current fields as projected from it. */
export class PartyWriter {
  readonly #world: World;
  readonly #clock: Clock;
  readonly #load: Load;
  #statements = 0;
  #events = 0;

  constructor(world: World, clock: Clock, load: Load) {
    this.#world = world;
    this.#clock = clock;
    this.#load = load;
  }

  get events(): number {
    return this.#events;
  }

  company(place: number): void {
    const company = this.#world.company(place);
    const chance = new Chance(this.#world.seed, table.companies, place, 2);
    const since = chance.between(30, 1_095) * day;
    const told = new Told(this, chance, since);
    told.value('name', { display: company.name });
    told.exactly('domain', company.domain);
    told.value('web', `https://www.${company.domain}/`);
    if (chance.happens(0.8)) told.value('email', `info@${company.domain}`);
    if (chance.happens(0.8)) told.value('phone', phone(chance, company.country));
    if (chance.happens(0.9)) told.value('address', address(chance, company.country));
    for (const role of companyRoles(chance, this.#clock, since)) told.value('role', role);
    this.#write(
      'company',
      company.id,
      told.all,
      this.#world.companyStanding(place),
      since,
      chance,
      null,
    );
  }

  person(place: number, lastContact: number | null): void {
    const { seed } = this.#world;
    const person = this.#world.person(place);
    const chance = new Chance(seed, table.people, place, 2);
    const since = chance.between(10, 1_095) * day;
    const told = new Told(this, chance, since);
    const { country, given, family, name } = person;
    told.value('name', { display: name, given, family });
    if (person.email) told.value('email', person.email);
    if (person.email && chance.happens(0.12)) {
      told.value(
        'email',
        `${person.email.split('@')[0]}.${place.toString(36)}@home.example`,
        'home',
      );
    }
    if (!person.email || chance.happens(0.7)) told.value('phone', phone(chance, country), 'work');
    if (chance.happens(0.25)) told.value('phone', phone(chance, country), 'mobile');
    if (chance.happens(0.55)) told.value('address', address(chance, country));
    if (person.company >= 0) {
      const company = this.#world.company(person.company);
      const affiliation = (from: number) => ({
        companyId: company.id,
        companyName: company.name,
        title: chance.pick(titles[country.language]),
        department: chance.happens(0.4) ? chance.pick(departments[country.language]) : '',
        from: this.#clock.date(from),
      });
      const began = since + chance.between(0, 900) * day;
      if (chance.happens(0.08))
        told.replaced('affiliation', affiliation(began), affiliation(since));
      else told.value('affiliation', affiliation(began));
    }
    for (const role of personRoles(chance, this.#clock, since)) told.value('role', role);
    if (chance.happens(0.1)) told.value('birthday', birthday(chance));
    this.#write('person', person.id, told.all, person, since, chance, lastContact);
  }

  nextStatement(): string {
    return seededId(this.#world.seed, table.statements, this.#statements++);
  }

  #write(
    kind: PartyKind,
    id: string,
    stated: Stated[],
    { owner, reach }: Pick<Standing, 'owner' | 'reach'>,
    since: number,
    chance: Chance,
    lastContact: number | null,
  ): void {
    const current = stated.filter((each) => each.supersededBy === null);
    const { fields, emails, affiliations, roles } = project(kind, current);
    const changed = Math.min(...stated.map(({ ago }) => ago));
    const assigned = chance.happens(0.3) ? this.#anyEditor(chance) : null;
    const clock = this.#clock;
    this.#load.add('parties', [
      id,
      kind,
      reach.audience,
      reach.visibility,
      owner.id,
      assigned,
      ...partyFields.map((field) => fields[field]),
      lastContact === null ? null : clock.instant(lastContact),
      stated.some((each) => each.supersededBy) ? 2 : 1,
      clock.instant(since),
      owner.id,
      clock.instant(changed),
    ]);
    for (const each of stated) this.#writeStatement(id, reach, owner.id, each);
    for (const { address, statementId } of emails) {
      this.#load.add('party_emails', [reach.audience, address, id, statementId]);
    }
    for (const each of affiliations) {
      const { statementId, companyId, title, department, from, to, isPrimary } = each;
      this.#load.add('affiliations', [
        statementId,
        id,
        companyId,
        reach.audience,
        title,
        department,
        from,
        to,
        isPrimary,
      ]);
    }
    for (const { statementId, role, from, to } of roles) {
      this.#load.add('party_roles', [statementId, id, reach.audience, role, from, to]);
    }
    this.#load.add('events', [
      seededId(this.#world.seed, table.events, this.#events++),
      reach.audience,
      clock.instant(since),
      'user',
      owner.id,
      kind,
      id,
      'created',
      JSON.stringify({ emails: emails.map((email) => email.address) }),
      JSON.stringify(Object.fromEntries(current.map(({ topic, value }) => [topic, value]))),
    ]);
  }

  #writeStatement(partyId: string, reach: Reach, userId: string, stated: Stated): void {
    this.#load.add('statements', [
      stated.id,
      partyId,
      reach.audience,
      stated.topic,
      JSON.stringify(stated.value),
      stated.valueKey,
      stated.label,
      stated.basis,
      '{"kind": "seed"}',
      this.#clock.instant(stated.ago),
      stated.basis === 'told' ? userId : null,
      stated.supersededBy ? this.#clock.instant(stated.ago - day) : null,
      stated.supersededBy,
    ]);
  }

  #anyEditor(chance: Chance): string {
    const { users } = this.#world.staff;
    return users[chance.below(users.length - 1)]!.id;
  }
}

/** What was said about one party, oldest first. */
class Told {
  readonly all: Stated[] = [];
  readonly #writer: PartyWriter;
  readonly #chance: Chance;
  readonly #since: number;

  constructor(writer: PartyWriter, chance: Chance, since: number) {
    this.#writer = writer;
    this.#chance = chance;
    this.#since = since;
  }

  value(topic: Topic, given: unknown, label: string | null = null): Stated {
    return this.#add(topic, prepareValue(topic, given, 'US'), label);
  }

  /** A reserved domain is nobody's, so it does not pass for a registrable one. */
  exactly(topic: Topic, value: string): void {
    this.#add(topic, { value, valueKey: value }, null);
  }

  replaced(topic: Topic, earlier: unknown, later: unknown): void {
    const first = this.value(topic, earlier);
    const second = this.value(topic, later);
    first.supersededBy = second.id;
    second.ago = Math.max(1, Math.floor(first.ago / 2));
    first.ago = Math.max(first.ago, second.ago + 2 * day);
  }

  #add(topic: Topic, prepared: { value: unknown; valueKey: string }, label: string | null): Stated {
    const basis = this.#chance.pickByShare(bases);
    const stated: Stated = {
      id: this.#writer.nextStatement(),
      topic,
      ...prepared,
      label,
      basis,
      ago: this.#since,
      supersededBy: null,
    };
    this.all.push(stated);
    return stated;
  }
}

const bases = [
  [8, 'told'],
  [3, 'seen'],
  [1, 'third party'],
] as const;

export const titles = {
  en: [
    'Buyer',
    'Head of Purchasing',
    'Managing Director',
    'Engineer',
    'Office Manager',
    'Project Lead',
    'Accountant',
    'Sales Representative',
    'Warehouse Supervisor',
    'Assistant',
  ],
  de: [
    'Einkäuferin',
    'Leiter Einkauf',
    'Geschäftsführerin',
    'Techniker',
    'Büroleitung',
    'Projektleiterin',
    'Buchhalter',
    'Vertrieb',
    'Lagerleitung',
    'Assistenz',
  ],
};
const departments = {
  en: ['Purchasing', 'Sales', 'Engineering', 'Finance', 'Logistics'],
  de: ['Einkauf', 'Vertrieb', 'Technik', 'Finanzen', 'Logistik'],
};

export function phone(chance: Chance, country: Country): string {
  return chance.pick(country.phones).replace(/#/g, () => String(chance.below(10)));
}

function address(chance: Chance, country: Country) {
  const [locality, postalCode] = chance.pick(country.towns);
  return {
    street: country.street(chance.below(1_000), chance.between(1, 180)),
    locality,
    region: '',
    postalCode,
    country: country.code,
    text: '',
  };
}

function birthday(chance: Chance): string {
  const two = (number: number) => String(number).padStart(2, '0');
  return `${chance.between(1950, 2003)}-${two(chance.between(1, 12))}-${two(chance.between(1, 28))}`;
}

function personRoles(chance: Chance, clock: Clock, since: number) {
  const role = chance.pickByShare([
    [26, null],
    [22, 'prospect'],
    [12, 'lead'],
    [24, 'customer'],
    [6, 'former customer'],
    [4, 'supplier'],
    [3, 'partner'],
    [1, 'press'],
    [1, 'advocate'],
    [1, 'other'],
  ] as const);
  if (role === null) return [];
  if (role === 'customer' && chance.happens(0.5)) {
    const won = Math.floor(since / 2);
    return [
      { role: 'prospect', from: clock.date(since), to: clock.date(won + day) },
      { role, from: clock.date(won) },
    ];
  }
  return [{ role, from: clock.date(since) }];
}

function companyRoles(chance: Chance, clock: Clock, since: number) {
  const role = chance.pickByShare([
    [40, 'prospect'],
    [35, 'customer'],
    [10, 'supplier'],
    [8, 'former customer'],
    [4, 'partner'],
    [3, 'competitor'],
  ] as const);
  return [{ role, from: clock.date(since) }];
}
