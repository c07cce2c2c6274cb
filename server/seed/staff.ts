import type { AccessLevel } from '../../shared/platform/access.ts';
import { foldForSearch } from '../../shared/platform/folding.ts';
import { countries } from './countries.ts';
import { Chance, seededId } from './random.ts';
import { table } from './tables.ts';

export interface Colleague {
  id: string;
  name: string;
  email: string;
  level: AccessLevel;
  /** Places in the list of teams; the first is where their team records go. */
  teams: number[];
  addressId: string;
}

export interface Staff {
  company: string;
  domain: string;
  users: Colleague[];
  teams: { id: string; name: string }[];
}

const teamNames = ['Sales North', 'Sales South', 'Service', 'Marketing', 'Key accounts', 'Export'];

/** Those who work with Rapport in the made-up company: all four access levels, in a handful of teams. */
export function hireStaff(seed: number, people: number): Staff {
  const domain = 'lindwurm.example';
  const teamCount = Math.min(teamNames.length, 2 + Math.floor(people / 5_000));
  const userCount = Math.min(60, Math.max(8, Math.floor(people / 1_500)));
  const users = Array.from({ length: userCount }, (_, place): Colleague => {
    const chance = new Chance(seed, table.users, place);
    const country = countries[place % 3]!;
    const given = chance.pick(country.given);
    const family = chance.pick(country.family);
    const home = place % teamCount;
    return {
      id: seededId(seed, table.users, place),
      name: `${given} ${family}`,
      email: `${localPart(given, family)}${place || ''}@${domain}`,
      level: levelOf(place, userCount),
      teams: chance.happens(0.2) ? [home, (home + 1) % teamCount] : [home],
      addressId: seededId(seed, table.seenAddresses, people + place),
    };
  });
  return {
    company: 'Lindwurm Handels GmbH',
    domain,
    users,
    teams: teamNames
      .slice(0, teamCount)
      .map((name, place) => ({ id: seededId(seed, table.teams, place), name })),
  };
}

function levelOf(place: number, count: number): AccessLevel {
  if (place === 0) return 'owner';
  if (place <= Math.max(1, Math.floor(count / 10))) return 'manager';
  return place === count - 1 ? 'reader' : 'member';
}

/** The usual "given.family" in ASCII; names of other scripts get initials nobody can read anyway. */
export function localPart(given: string, family: string): string {
  const ascii = (text: string) => foldForSearch(text).replace(/[^a-z]/g, '');
  return [ascii(given), ascii(family)].filter(Boolean).join('.') || 'contact';
}
