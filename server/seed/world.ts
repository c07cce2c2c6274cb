import { byShare, type Country } from './countries.ts';
import { companyWordsOf } from './phrases.ts';
import { Chance, seededId } from './random.ts';
import { type Colleague, hireStaff, localPart, type Staff } from './staff.ts';
import { table } from './tables.ts';

export interface Reach {
  visibility: 'everyone' | 'team' | 'private';
  /** Null: the whole workspace. */
  audience: string | null;
}

/** What can be said of a company or person without anybody else: made again whenever it is needed. */
export interface SeedCompany {
  id: string;
  country: Country;
  name: string;
  domain: string;
}

export interface SeedPerson {
  id: string;
  country: Country;
  given: string;
  family: string;
  name: string;
  email: string | null;
  addressId: string;
  /** Place of the company, -1 for people on their own. */
  company: number;
  owner: Colleague;
  reach: Reach;
}

/** What decides about a person's contacts, without the cost of a name. */
export type Standing = Pick<SeedPerson, 'owner' | 'reach'> & { hasEmail: boolean };

const legalForms: Record<string, readonly string[]> = {
  DE: ['GmbH', 'GmbH', 'AG', 'GmbH & Co. KG'],
  AT: ['GmbH', 'GmbH', 'AG', 'KG'],
  GB: ['Ltd', 'Ltd', 'LLP', 'plc'],
  US: ['Inc.', 'LLC', 'Corp.'],
  FR: ['SARL', 'SAS'],
  ES: ['S.L.', 'S.A.'],
  IT: ['S.r.l.', 'S.p.A.'],
  PL: ['Sp. z o.o.'],
};

/**
 * The made-up world of one seed. Only who works where is kept, in a few bytes a person; all else
 * follows from the seed, so that memory does not grow with what is written.
 */
export class World {
  readonly seed: number;
  readonly people: number;
  readonly companies: number;
  readonly staff: Staff;
  /** Where each company's people begin in the row of people; one more entry than companies. */
  readonly #begins: Int32Array;
  readonly #companyOf: Int32Array;
  /** The how-many-eth of the same name at the same company somebody is. */
  readonly #sameName: Uint16Array;

  constructor(seed: number, people: number) {
    this.seed = seed;
    this.people = people;
    this.companies = Math.floor(people / 5);
    this.staff = hireStaff(seed, people);
    this.#begins = divide(seed, Math.floor(people * 0.94), this.companies);
    this.#companyOf = new Int32Array(people).fill(-1);
    this.#sameName = new Uint16Array(people);
    for (let company = 0; company < this.companies; company++) {
      const names = new Map<string, number>();
      for (let person = this.#begins[company]!; person < this.#begins[company + 1]!; person++) {
        this.#companyOf[person] = company;
        const { given, family } = this.#nameOf(person);
        const name = localPart(given, family);
        const met = names.get(name) ?? 0;
        this.#sameName[person] = met;
        names.set(name, met + 1);
      }
    }
  }

  peopleOf(company: number): { first: number; count: number } {
    const first = this.#begins[company]!;
    return { first, count: this.#begins[company + 1]! - first };
  }

  companyOf(person: number): number {
    return this.#companyOf[person]!;
  }

  company(place: number): SeedCompany {
    const chance = new Chance(this.seed, table.companies, place);
    const country = chance.pickByShare(byShare);
    const bare = companyWordsOf(chance, country.language);
    const form = legalForms[country.code];
    const host = localPart(bare, '').slice(0, 40);
    return {
      id: seededId(this.seed, table.parties, place),
      country,
      name: form ? `${bare} ${chance.pick(form)}` : bare,
      // A reserved domain: nothing made up here can ever reach a real mailbox.
      domain: `${host}-${place.toString(36)}.example`,
    };
  }

  standing(place: number): Standing {
    const chance = new Chance(this.seed, table.people, place, 1);
    const owner = this.#ownerOf(chance);
    const reach = reachOf(chance, owner, this.staff);
    return { owner, reach, hasEmail: chance.happens(0.92) };
  }

  person(place: number): SeedPerson {
    const { owner, reach, hasEmail } = this.standing(place);
    const { given, family, country } = this.#nameOf(place);
    const company = this.companyOf(place);
    const nth = this.#sameName[place]!;
    const host = company < 0 ? 'mail.example' : this.company(company).domain;
    const unique = company < 0 ? place : nth > 0 ? nth + 1 : '';
    const isEastern = country.code === 'JP';
    return {
      id: seededId(this.seed, table.parties, this.companies + place),
      country,
      given,
      family,
      name: isEastern ? `${family}${given}` : `${given} ${family}`,
      email: hasEmail ? `${localPart(given, family)}${unique}@${host}` : null,
      addressId: seededId(this.seed, table.seenAddresses, place),
      company,
      owner,
      reach,
    };
  }

  /** Whose a record is: anybody's but a reader's. */
  #ownerOf(chance: Chance): Colleague {
    const { users } = this.staff;
    return users[chance.below(users.length - 1)]!;
  }

  companyStanding(place: number): Pick<Standing, 'owner' | 'reach'> {
    const chance = new Chance(this.seed, table.companies, place, 1);
    const owner = this.#ownerOf(chance);
    // A company is never more private than its people.
    const reach = this.peopleOf(place).count > 0 ? everyone : reachOf(chance, owner, this.staff);
    return { owner, reach };
  }

  #nameOf(place: number): { given: string; family: string; country: Country } {
    const chance = new Chance(this.seed, table.people, place);
    const country = chance.pickByShare(byShare);
    return { country, given: chance.pick(country.given), family: chance.pick(country.family) };
  }
}

const everyone: Reach = { visibility: 'everyone', audience: null };

function reachOf(chance: Chance, owner: Colleague, staff: Staff): Reach {
  const draw = chance.fraction();
  if (draw < 0.94) return everyone;
  if (draw < 0.98) return { visibility: 'team', audience: staff.teams[owner.teams[0]!]!.id };
  return { visibility: 'private', audience: owner.id };
}

/** Divides people among companies, a few large and many small, so that the numbers add up exactly. */
function divide(seed: number, people: number, companies: number): Int32Array {
  const begins = new Int32Array(companies + 1);
  const weights = Float64Array.from({ length: companies }, (_, company) =>
    Math.min(60, new Chance(seed, table.sizes, company).skewed(0.6)),
  );
  const sum = weights.reduce((total, weight) => total + weight, 0);
  let reached = 0;
  for (let company = 0; company < companies; company++) {
    reached += weights[company]!;
    begins[company + 1] = Math.floor((people * reached) / sum + 1e-6);
  }
  begins[companies] = people;
  return begins;
}
