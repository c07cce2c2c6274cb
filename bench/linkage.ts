import { readFileSync } from 'node:fs';
import path from 'node:path';
import { clustersOf } from '../models/linkage/clusters.ts';
import { learn, linkAll } from '../server/identify/duplicates/linking.ts';
import { phone } from '../server/seed/parties.ts';
import { Chance } from '../server/seed/random.ts';
import { table } from '../server/seed/tables.ts';
import { World } from '../server/seed/world.ts';
import { type Profile, profileOfDraft } from '../shared/identify/duplicates/profile.ts';

/**
 * How well duplicates are found, on published test sets whose true pairs are known: `node bench/linkage.ts FOLDER`,
 * where the folder holds febrl/, splink-fake-1000/ and restaurants/ as their sources publish them. Nothing is
 * set for any of them and no label is read before the end.
 */
interface Trial {
  name: string;
  records: { profile: Profile; truth: string }[];
}

function rows(file: string): Record<string, string>[] {
  const [head = '', ...lines] = readFileSync(file, 'utf8').trim().split(/\r?\n/);
  const names = cells(head);
  return lines.map((line) => {
    const values = cells(line);
    return Object.fromEntries(names.map((name, at) => [name, values[at] ?? '']));
  });
}

function cells(line: string): string[] {
  return [...line.matchAll(/\s*(?:"((?:[^"]|"")*)"|([^,]*))(?:,|$)/g)]
    .map(([, quoted, bare = '']) => (quoted ?? bare).trim())
    .slice(0, line.split(',').length);
}

function febrl(folder: string, file: string): Trial {
  return {
    name: `FEBRL ${file}, without soc_sec_id`,
    records: rows(path.join(folder, 'febrl', file)).map((row) => ({
      truth: /rec-(\d+)/.exec(row.rec_id!)![1]!,
      profile: profileOfDraft({
        kind: 'person',
        name: [row.given_name, row.surname].filter(Boolean).join(' '),
        given: row.given_name!,
        family: row.surname!,
        addresses: [
          {
            street: `${row.street_number} ${row.address_1}`.trim(),
            locality: row.suburb!,
            postalCode: row.postcode!,
            region: row.state!,
          },
        ],
        birthday: row.date_of_birth!.replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3'),
      }),
    })),
  };
}

function fake(folder: string): Trial {
  return {
    name: 'Splink fake_1000',
    records: rows(path.join(folder, 'splink-fake-1000/fake_1000.csv')).map((row) => ({
      truth: row.cluster!,
      profile: profileOfDraft({
        kind: 'person',
        name: [row.first_name, row.surname].filter(Boolean).join(' '),
        given: row.first_name!,
        family: row.surname!,
        addresses: row.city ? [{ locality: row.city }] : [],
        emails: row.email ? [row.email] : [],
        birthday: row.dob!,
      }),
    })),
  };
}

function restaurants(folder: string): Trial {
  const records = ['restaurant-1.csv', 'restaurant-2.csv'].flatMap((file) =>
    rows(path.join(folder, 'restaurants', file)).map((row) => ({
      truth: row.unique_id!,
      profile: profileOfDraft({
        kind: 'company',
        name: row.name!,
        addresses: [{ street: row.address!, locality: row.city! }],
      }),
    })),
  );
  return { name: 'Restaurants (Fodor’s and Zagat’s), without telephone', records };
}

function truePairs(records: Trial['records']): Set<string> {
  const pairs = new Set<string>();
  for (const [at, { truth }] of records.entries()) {
    for (let other = at + 1; other < records.length; other++) {
      if (records[other]!.truth === truth) pairs.add(`${at} ${other}`);
    }
  }
  return pairs;
}

function tell({ name, records }: Trial): void {
  const profiles = records.map(({ profile }) => profile);
  const began = performance.now();
  const model = learn(profiles[0]!.kind, profiles);
  const found = linkAll(model, profiles);
  const seconds = (performance.now() - began) / 1_000;
  const truth = truePairs(records);
  const isTrue = ({ one, other }: { one: number; other: number }) =>
    truth.has(one < other ? `${one} ${other}` : `${other} ${one}`);
  const right = found.filter(isTrue).length;
  const closed = clustersOf(found.map(({ one, other }) => [`${one}`, `${other}`] as const)).flatMap(
    (group) =>
      group.flatMap((one, at) =>
        group.slice(at + 1).map((other) => ({ one: +one, other: +other })),
      ),
  );
  const rightClosed = closed.filter(isTrue).length;
  const certain = found.filter(({ judgement }) => judgement.certain);
  const exact = found.filter(({ judgement }) => judgement.exact);
  const precision = right / found.length;
  const recall = right / truth.size;
  const sure = found.filter(
    ({ judgement }) => judgement.probability >= 0.9 && judgement.probability < 0.99,
  );
  console.log(
    [
      name,
      `F1 ${((2 * precision * recall) / (precision + recall)).toFixed(4)}`,
      `precision ${precision.toFixed(4)}, recall ${recall.toFixed(4)} of ${truth.size}`,
      `groups: F1 ${((2 * rightClosed) / (closed.length + truth.size)).toFixed(4)}, precision ${(rightClosed / closed.length).toFixed(4)}`,
      `merged by themselves ${exact.length}, of them false ${exact.filter((pair) => !isTrue(pair)).length}`,
      `certain ${certain.length}, of them false ${certain.filter((pair) => !isTrue(pair)).length}`,
      `of ${sure.length} said to be 90–99 %, true ${((100 * sure.filter(isTrue).length) / Math.max(1, sure.length)).toFixed(0)} %`,
      `${seconds.toFixed(1)} s`,
    ].join('; '),
  );
  if (process.argv.includes('--misses')) misses(records, found, truth);
}

/** An address book in which nobody is there twice and many have one name: whatever is proposed is false. */
function tellNamesakes(people: number): void {
  const world = new World(2_718, people);
  const profiles = Array.from({ length: people }, (_, place) => {
    const { given, family, email, country } = world.person(place);
    const number = phone(new Chance(2_718, table.people, place, 2), country);
    return profileOfDraft({
      kind: 'person',
      name: `${given} ${family}`,
      given,
      family,
      emails: email ? [email] : [],
      phones: place % 2 === 0 ? [number] : [],
    });
  });
  const byName = profiles.toSorted((one, other) => (one.family < other.family ? -1 : 1));
  const strangers = profiles.filter((_, at) => at % Math.ceil(people / 3_000) === 0);
  const model = learn('person', strangers, byName.slice(people / 3, people / 3 + 6_000), people);
  const names = new Set(profiles.map(({ name }) => name)).size;
  console.log(
    `${people.toLocaleString('en')} invented people with ${names.toLocaleString('en')} names among them; proposed, all of them false: ${linkAll(model, profiles).length}`,
  );
}

/** For whoever wants to know why. */
function misses(records: Trial['records'], found: ReturnType<typeof linkAll>, truth: Set<string>) {
  const seen = new Set(
    found.map(({ one, other }) => (one < other ? `${one} ${other}` : `${other} ${one}`)),
  );
  const show = (at: number) => {
    const { name, birthday, emails, places } = records[at]!.profile;
    return [name, birthday, emails[0], places[0]?.shown].filter(Boolean).join(' · ');
  };
  for (const { one, other, judgement } of found) {
    const pair = one < other ? `${one} ${other}` : `${other} ${one}`;
    if (!truth.has(pair)) console.log(`  false ${judgement.weight}: ${show(one)} | ${show(other)}`);
  }
  for (const pair of truth) {
    const [one, other] = pair.split(' ').map(Number) as [number, number];
    if (!seen.has(pair)) console.log(`  missed: ${show(one)} | ${show(other)}`);
  }
}

const folder = process.argv[2];
if (!folder) {
  console.error('Name the folder of the test sets: node bench/linkage.ts FOLDER');
  process.exit(1);
}
for (const trial of [
  febrl(folder, 'dataset1.csv'),
  febrl(folder, 'dataset2.csv'),
  fake(folder),
  restaurants(folder),
]) {
  tell(trial);
}
tellNamesakes(50_000);
