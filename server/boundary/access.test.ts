import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { accessLevels } from '../../shared/platform/access.ts';
import type { Caller, Colleague, Company } from '../testing/company.ts';
import { openCompany } from '../testing/company.ts';
import { rowHash } from '../testing/installation.ts';
import { type RecordDoor, type Sent, sentences } from './doors/rule.ts';
import { otherDoors, recordDoors } from './doors.ts';
import { makeSpecimen, type Relation, relations, type Specimen } from './records.ts';
import { guardedRoutes } from './routes.ts';
import { withoutConditions } from './without-conditions.ts';

// A hundred requests stand in one test.
vi.setConfig({ testTimeout: 60_000 });

let company: Company;
/** Who asks, and whom the records are arranged around. */
let askers: { name: string; caller: Caller; who: Colleague; readsOnly: boolean }[];

beforeAll(async () => {
  company = await openCompany();
  const { olga, mara, max, rita } = company;
  askers = [
    ...[olga, mara, max, rita].map((who) => ({
      name: who.level,
      caller: who,
      who,
      readsOnly: who.level === 'reader',
    })),
    { name: 'token to read', caller: await olga.program('read'), who: olga, readsOnly: true },
  ];
});
afterAll(() => company.close());
beforeEach(() => {
  company.faults.length = 0;
});

test('every route that needs a sign-in has a line in the table', () => {
  const served = guardedRoutes(company.app).map(({ method, path }) => `${method} ${path}`);
  expect(served.sort()).toEqual([...Object.keys(recordDoors), ...Object.keys(otherDoors)].sort());
});

async function ask(caller: Caller, door: string, { path, body, headers }: Sent) {
  const [method = ''] = door.split(' ');
  const response = await caller.open(method, path, { body, ...(headers ? { headers } : {}) });
  // A stream says who may listen by its status; it has no end to wait for.
  if (path === 'events/stream' && response.ok) {
    await response.body?.cancel();
    return { status: response.status, all: '' };
  }
  const all = [...response.headers].flat().join('\n') + (await response.text());
  return { status: response.status, all };
}

/** What readers keep for themselves they change in the browser; a token that reads does not. */
function mayForOneself(
  { forOneself }: { forOneself?: boolean },
  { caller, who }: { caller: Caller; who: Colleague },
): boolean {
  return forOneself === true && caller === who;
}

/** Nothing at all is written while `work` runs. */
async function withoutEffect(work: () => Promise<void>): Promise<void> {
  const before = await rowHash(company);
  await work();
  expect(await rowHash(company), 'something was written').toBe(before);
}

describe('a record is reached only by those it is meant for', () => {
  const specimens = new Map<string, Specimen>();
  const specimenOf = async (kind: Specimen['kind'], relation: Relation, who: Colleague) => {
    const key = `${kind} ${relation} ${who.name}`;
    const known = specimens.get(key) ?? (await makeSpecimen(company, kind, relation, who));
    specimens.set(key, known);
    return known;
  };

  /** Everybody who asks, with every record they could ask for, and what they are told. */
  const casesAt = (route: string, door: RecordDoor) => {
    const reading = route.startsWith('GET ');
    return askers.flatMap((asker) =>
      relations
        .filter((relation) => door.on !== 'import' || !/assigned|trash/.test(relation))
        .map((relation) => {
          const { see, ...sentence } = sentences[relation];
          const sees = see.includes(asker.who.level);
          const tooLow =
            (asker.readsOnly && !reading && !mayForOneself(door, asker)) ||
            (door.forWriters && asker.who.level === 'reader') ||
            (door.forOwners && asker.who.level !== 'owner');
          const may =
            door.asks === 'undo'
              ? false
              : door.asks === 'see'
                ? sees
                : sentence[door.asks].includes(asker.who.level);
          const allowed = may && !tooLow;
          const refusal = tooLow || (sees && door.asks !== 'undo') ? 403 : 404;
          return { ...asker, relation, sees, allowed, refusal };
        }),
    );
  };

  test.for(Object.entries(recordDoors))('%s', async ([route, door]) => {
    const reading = route.startsWith('GET ');
    const cases = casesAt(route, door);
    const refused = cases.filter(({ allowed }) => !allowed);
    const prepared: { name: string; caller: Caller; sent: Sent; mark: string; status: number }[] =
      [];
    for (const { name, caller, who, relation, refusal } of refused) {
      const specimen = await specimenOf(door.on, relation, who);
      prepared.push({
        name: `${name}: ${relation}`,
        caller,
        sent: await door.use(specimen, company),
        mark: specimen.mark,
        status: refusal,
      });
    }
    const strange = await specimenOf(door.on, 'a stranger’s, seen by everyone', company.olga);
    prepared.push({
      name: 'nobody signed in',
      caller: company.stranger,
      sent: await door.use(strange, company),
      mark: strange.mark,
      status: 401,
    });
    await withoutEffect(async () => {
      for (const { name, caller, sent, mark, status } of prepared) {
        const answer = await ask(caller, route, sent);
        expect(answer.status, name).toBe(status);
        expect(answer.all.toLowerCase(), name).not.toContain(mark.toLowerCase());
      }
    });

    for (const { name, caller, who, relation } of cases.filter(({ allowed }) => allowed)) {
      // A change uses the record up; a reader leaves it as it is.
      const specimen = await (reading
        ? specimenOf(door.on, relation, who)
        : makeSpecimen(company, door.on, relation, who));
      const answer = await ask(caller, route, await door.use(specimen, company));
      const wanted = (relation.includes('trash') && door.inTrash) || door.answers;
      const told = `${name}: ${relation} ${answer.all}`;
      if (wanted) expect(answer.status, told).toBe(wanted);
      else expect([200, 201, 202, 204], told).toContain(answer.status);
    }
    expect(company.faults).toEqual([]);
  });

  test.for(Object.entries(recordDoors))(
    '%s hides what is not meant for one even when its statements forget to ask for whom it is',
    async ([route, door]) => {
      const prepared: { name: string; caller: Caller; sent: Sent; mark: string; status: number }[] =
        [];
      for (const { name, caller, who, relation, refusal } of casesAt(route, door).filter(
        ({ sees }) => !sees,
      )) {
        const specimen = await specimenOf(door.on, relation, who);
        const sent = await door.use(specimen, company);
        prepared.push({
          name: `${name}: ${relation}`,
          caller,
          sent,
          mark: specimen.mark,
          status: refusal,
        });
      }
      let removed = 0;
      await withoutEffect(async () => {
        removed = await withoutConditions(async () => {
          for (const { name, caller, sent, mark, status } of prepared) {
            const answer = await ask(caller, route, sent);
            expect(answer.status, name).toBe(status);
            expect(answer.all.toLowerCase(), name).not.toContain(mark.toLowerCase());
          }
        });
      });
      expect(removed).toBeGreaterThan(0);
    },
  );
});

describe('what belongs to the whole company asks for an access level', () => {
  test.for(Object.entries(otherDoors))('%s', async ([route, door]) => {
    const reading = route.startsWith('GET ');
    const prepared: { name: string; caller: Caller; sent: Sent; status: number }[] = [];
    for (const { name, caller, who, readsOnly } of askers) {
      const high = accessLevels.indexOf(who.level) <= accessLevels.indexOf(door.asks);
      if (high && (reading || !readsOnly || mayForOneself(door, { caller, who }))) {
        if (!door.elsewhere) continue;
        prepared.push({
          name: `${name}, elsewhere`,
          caller,
          sent: await door.elsewhere(company),
          status: 404,
        });
      } else {
        prepared.push({ name, caller, sent: await door.use(company, company.olga), status: 403 });
      }
    }
    prepared.push({
      name: 'nobody signed in',
      caller: company.stranger,
      sent: await door.use(company, company.olga),
      status: 401,
    });
    await withoutEffect(async () => {
      for (const { name, caller, sent, status } of prepared) {
        const answer = await ask(caller, route, sent);
        expect(answer.status, `${name} ${answer.all}`).toBe(status);
      }
    });
    for (const { name, caller, who, readsOnly } of askers) {
      const high = accessLevels.indexOf(who.level) <= accessLevels.indexOf(door.asks);
      if (!high || (readsOnly && !reading && !mayForOneself(door, { caller, who }))) continue;
      const answer = await ask(caller, route, await door.use(company, who));
      const fine = door.answers ? [door.answers] : [200, 201, 202, 204];
      expect(fine, `${name} ${answer.all}`).toContain(answer.status);
    }
    expect(company.faults).toEqual([]);
  });
});

describe('a token', () => {
  test('that reads changes nothing on any route, whatever its owner may do', async () => {
    const program = await company.olga.program('read');
    const mine = await makeSpecimen(company, 'person', 'one’s own', company.olga);
    const routes = guardedRoutes(company.app).filter(({ path }) => !path.endsWith('/stream'));
    await withoutEffect(async () => {
      for (const { method, path } of routes) {
        const address = path.replaceAll(/:\w+/g, mine.id);
        const { status } = await program.send(
          method,
          address,
          method === 'GET' ? {} : { body: {} },
        );
        if (method !== 'GET') expect(status, `${method} ${path}`).toBe(403);
      }
    });
  });

  test('makes no further token and lets nobody in, so that nothing outlives it', async () => {
    const program = await company.olga.program('full');
    await withoutEffect(async () => {
      const tries = [
        await program.post('tokens', { name: 'Another', scope: 'full' }),
        await program.post('invitations', { email: 'me@again.example', level: 'owner' }),
        await program.patch(`users/${company.max.id}`, { level: 'owner' }),
      ];
      for (const { status } of tries) expect(status).toBe(403);
    });
  });
});
