import { randomUUIDv7 } from 'node:crypto';
import { createParty } from '../server/identify/parties/creation.ts';
import { stateValue } from '../server/identify/parties/editing.ts';
import { findParty } from '../server/identify/parties/parties.ts';
import { followAddresses } from '../server/interact/timeline/last-contact.ts';
import { PartyInput } from '../shared/identify/parties.ts';
import { StatementInput } from '../shared/identify/statements.ts';
import type { Bench } from './bench.ts';
import { alternate, type Figure, overheadFigures } from './measuring.ts';

/** A new person with the usual particulars, through every policy, constraint, index and the stream. */
export async function createFigures({ client, recorder, bare, turns }: Bench): Promise<Figure[]> {
  followAddresses();
  const marker = 'zero';
  const person = (mark: string) => ({
    name: `Petra Neuling ${mark}`,
    emails: [`petra.${mark}@neuling.example`],
    phones: ['+43 664 1234567'],
    addresses: [{ street: 'Lindenweg 7', locality: 'Graz', postalCode: '8010', country: 'AT' }],
    roles: [{ role: 'lead' }],
  });
  const began = Date.now();
  const recording = await recorder.record((transaction) =>
    createParty(transaction, 'person', PartyInput.parse(person(marker))),
  );
  const times = await alternate(
    {
      http: (turn) => client.post('/api/v1/people', person(`http${turn}`)),
      bare: (turn) => bare.replay(recording, anew(began, [marker, `bare${turn}`])),
      empty: () => client.empty(),
    },
    { turns: turns.writes, warmUp: 100 },
  );
  return overheadFigures('Create a person', times);
}

/** A new name for a person: the old statement superseded, the current fields worked out again. */
export async function editFigures(bench: Bench): Promise<Figure[]> {
  const { client, recorder, bare, people, turns } = bench;
  const [edited, replayed] = [people[0]!, people[1]!];
  const rename = (name: string, version: number) => ({
    topic: 'name',
    value: { display: name },
    version,
  });
  let version = await versionOf(bench, edited);
  const start = await versionOf(bench, replayed);
  const began = Date.now();
  const recording = await recorder.record((transaction) =>
    stateValue(
      transaction,
      'person',
      replayed,
      StatementInput.parse(rename('Petra Neuling zero', start)),
    ),
  );
  const times = await alternate(
    {
      http: async (turn) => {
        const changed = await client.post<{ version: number }>(
          `/api/v1/people/${edited}/statements`,
          rename(`Petra Neuling http${turn}`, version),
        );
        version = changed.version;
      },
      bare: (turn) => bare.replay(recording, anew(began, ['zero', `bare${turn}`], turn + 1)),
      empty: () => client.empty(),
    },
    { turns: turns.writes, warmUp: 100 },
  );
  return overheadFigures('Edit a person', times);
}

async function versionOf({ recorder }: Bench, id: string): Promise<number> {
  let version = 0;
  await recorder.record(async (transaction) => {
    version = (await findParty(transaction, 'person', id))!.version;
  });
  return version;
}

/**
 * The same request once more: ids made during the recording become new ones, the same for the same, the
 * marked texts differ, and versions go on counting.
 */
function anew(began: number, [from, to]: [string, string], later = 0): (value: unknown) => unknown {
  const ids = new Map<string, string>();
  const again = (id: string) => {
    if (Number.parseInt(id.replace('-', '').slice(0, 12), 16) < began) return id;
    const known = ids.get(id) ?? randomUUIDv7();
    ids.set(id, known);
    return known;
  };
  const change = (value: unknown): unknown => {
    if (typeof value === 'number') return value + later;
    if (Array.isArray(value)) return value.map(change);
    if (typeof value !== 'string') return value;
    return value
      .replace(/[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g, again)
      .replaceAll(from, to);
  };
  return change;
}
