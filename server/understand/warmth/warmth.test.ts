import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { StrategyView } from '../../../shared/strategy/strategy.ts';
import type { WarmthView } from '../../../shared/understand/warmth.ts';
import { bring, letter, mbox, takeBack } from '../../interact/importing/testing.ts';
import { checkInvariants } from '../../invariants.ts';
import { type Colleague, type Company, openCompany } from '../../testing/company.ts';
import { recountEverything } from './following.ts';

let company: Company;
beforeAll(async () => {
  company = await openCompany();
});
afterAll(() => company.close());

const ago = (days: number) =>
  Temporal.Now.instant()
    .subtract({ hours: days * 24 })
    .toString();
/** When the mails of these tests were sent, in days before now. */
const mailed = Temporal.Now.instant().since('2026-03-03T08:00:00Z').total('days');
const person = async (by: Colleague, name: string, more: object = {}) =>
  (await by.post('people', { name, ...more })).body.id;
const note = async (by: Colleague, kind: string, ids: string[], days: number, more: object = {}) =>
  (
    await by.post('activities', {
      kind,
      partyIds: ids,
      text: 'Talked.',
      occurredAt: ago(days),
      ...more,
    })
  ).body;
const standing = async (by: Colleague, id: string, kind = 'people') =>
  (await by.get<WarmthView>(`${kind}/${id}/warmth`)).body;
const strength = async (by: Colleague, id: string, kind = 'people') =>
  (await standing(by, id, kind)).us.strength;
const left = (weight: number, days: number) => weight * 2 ** (-days / 45);
const expectWhole = async () => {
  const findings = await checkInvariants(company.house.db, company.workspaces.kettle);
  expect(findings.filter(({ count }) => count > 0)).toEqual([]);
};

describe('warmth', () => {
  test('is the sum of what passed between us, halved every 45 days, in whatever order it is told', async () => {
    const { max } = company;
    const ada = await person(max, 'Ada');
    expect(await standing(max, ada)).toMatchObject({ us: { count: 0, warmth: 0 }, rhythm: null });
    await note(max, 'call', [ada], 3);
    await note(max, 'meeting', [ada], 90);
    await note(max, 'email', [ada], 10, { direction: 'out' });
    await note(max, 'note', [ada], 1);
    const view = await standing(max, ada);
    const direct = left(2, 3) + left(3, 90) + left(1, 10);
    expect(view.us.strength).toBeCloseTo(direct, 3);
    expect(view.us.warmth).toBeCloseTo(1 - Math.exp(-direct / 4), 3);
    expect(view.us.parts.map(({ kind }) => kind).toSorted()).toEqual(['call', 'email', 'meeting']);
    expect(view.us.parts.reduce((sum, { now }) => sum + now, 0)).toBeCloseTo(direct, 3);
    expect(view.us.contacts).toHaveLength(3);
    await expectWhole();
  });

  test('a mail to several counts for each in part, and an answer that never came is no contact of both', async () => {
    const { max } = company;
    const [one, two] = [await person(max, 'Bea'), await person(max, 'Cem')];
    await note(max, 'email', [one, two], 0, { direction: 'out' });
    expect(await strength(max, one)).toBeCloseTo(0.5, 3);
    const view = await standing(max, one);
    expect(view.rhythm).toBeNull();
    expect(view.reciprocity).toMatchObject({ incoming: 0, outgoing: 1, value: 0 });
    await note(max, 'email', [one], 0, { direction: 'in' });
    expect(await standing(max, one)).toMatchObject({
      reciprocity: { incoming: 1, outgoing: 1, value: 1 },
      rhythm: { isQuiet: false, gaps: 0 },
    });
  });

  test('what is taken back, moved or kept from others no longer counts, to the last digit', async () => {
    const { max, nora } = company;
    const id = await person(max, 'Dora');
    await note(max, 'call', [id], 5);
    const before = await sums(id);
    const wrong = await note(max, 'meeting', [id], 400);
    const { body: gone } = await max.delete(`activities/${wrong.id}?version=1`);
    expect(await sums(id)).toEqual(before);
    await max.post(`events/${gone.event}/undo`);
    expect(await sums(id)).not.toEqual(before);
    await max.delete(`activities/${wrong.id}?version=3`);
    const met = await note(max, 'meeting', [id], 2);
    await max.patch(`activities/${met.id}`, { visibility: 'private', version: 1 });
    expect((await sums(id)).find(({ whom }) => whom === company.workspaces.kettle)).toEqual(
      before.find(({ whom }) => whom === company.workspaces.kettle),
    );
    expect(await strength(nora, id)).toBeCloseTo(left(2, 5), 3);
    const later = await max.patch(`activities/${met.id}`, {
      visibility: 'everyone',
      occurredAt: ago(1),
      version: 2,
    });
    expect(later.status).toBe(200);
    expect(await strength(nora, id)).toBeCloseTo(left(2, 5) + left(3, 1), 3);
    await expectWhole();
  });

  test('a call nobody answered and a meeting that is still to come are no contact', async () => {
    const { max } = company;
    const id = await person(max, 'Egon');
    await note(max, 'call', [id], 1, { outcome: 'not reached' });
    await note(max, 'meeting', [id], -3);
    expect(await strength(max, id)).toBe(0);
  });

  test('a company has the warmth of its people, whoever changes jobs', async () => {
    const { max } = company;
    const [old, next] = [
      (await max.post('companies', { name: 'Old Mill' })).body.id,
      (await max.post('companies', { name: 'New Mill' })).body.id,
    ];
    const id = await person(max, 'Finn', {
      affiliation: { companyId: old, companyName: 'Old Mill' },
    });
    await note(max, 'meeting', [id], 0);
    expect(await strength(max, old, 'companies')).toBeCloseTo(3, 3);
    const { body } = await max.get<{ version: number; affiliations: { statementId: string }[] }>(
      `people/${id}`,
    );
    await max.delete(
      `people/${id}/statements/${body.affiliations[0]!.statementId}?version=${String(body.version)}`,
    );
    expect(await strength(max, old, 'companies')).toBe(0);
    await max.post(`people/${id}/statements`, {
      topic: 'affiliation',
      value: { companyId: next, companyName: 'New Mill' },
      version: body.version + 1,
    });
    expect(await strength(max, next, 'companies')).toBeCloseTo(3, 3);
    await expectWhole();
  });

  test('follows the records when two become one, and when they are two again', async () => {
    const { max } = company;
    const [kept, absorbed] = [await person(max, 'Gerd'), await person(max, 'Gerd')];
    await note(max, 'call', [kept], 0);
    await note(max, 'meeting', [absorbed], 0);
    const merged = await max.post('merges', { kind: 'person', keep: kept, absorb: absorbed });
    expect(merged.status).toBeLessThan(300);
    expect(await strength(max, kept)).toBeCloseTo(5, 3);
    await expectWhole();
    expect((await max.post(`merges/${merged.body.id}/undo`)).status).toBeLessThan(300);
    expect(await strength(max, kept)).toBeCloseTo(2, 3);
    expect(await strength(max, absorbed)).toBeCloseTo(3, 3);
    await expectWhole();
  });

  test('imported mail counts for who wrote and who was written to, and goes with its import', async () => {
    const { max, nora } = company;
    const id = await person(max, 'Hedi', { emails: ['hedi@loom.example'] });
    const mails = mbox(
      letter({
        from: 'nora@kettle.example',
        to: 'hedi@loom.example',
        subject: 'Yarn',
        id: 'yarn@kettle.example',
      }),
      letter({
        from: 'hedi@loom.example',
        to: 'nora@kettle.example, max@kettle.example',
        subject: 'Re: Yarn',
        id: 'yarn2@loom.example',
      }),
      letter({
        from: 'hedi@loom.example',
        to: 'nora@kettle.example',
        subject: 'Away',
        id: 'away@loom.example',
        headers: 'Auto-Submitted: auto-replied',
      }),
    );
    const { id: importId } = await bring(company, max, { 'yarn.mbox': mails });
    expect(await strength(max, id)).toBeCloseTo(left(2, mailed), 3);
    expect((await standing(nora, id)).own?.strength).toBeCloseTo(left(1.5, mailed), 3);
    expect((await standing(max, id)).own?.strength).toBeCloseTo(left(0.5, mailed), 3);
    await expectWhole();
    await takeBack(company, max, importId);
    expect(await strength(max, id)).toBe(0);
    await expectWhole();
  });

  test('who is given an address has the warmth of its mail', async () => {
    const { max } = company;
    await bring(company, max, {
      'known.mbox': mbox(
        letter({
          from: 'max@kettle.example',
          to: 'ines@loom.example',
          subject: 'Hello',
        }),
      ),
    });
    const id = await person(max, 'Ines', { emails: ['ines@loom.example'] });
    expect(await strength(max, id)).toBeCloseTo(left(1, mailed), 3);
    await expectWhole();
  });
});

describe('what one may not see', () => {
  test('moves no figure, Why, ordering or count of anybody else', async () => {
    const { max, nora, olga, rita } = company;
    const [quiet, other] = [await person(max, 'Jona'), await person(max, 'Jonas')];
    await note(max, 'call', [quiet], 20);
    await note(max, 'call', [other], 19);
    const seen = async () => ({
      views: await Promise.all(
        [nora, olga, rita].map(async (each) => {
          const { calculatedAt: _, us, rhythm, ...rest } = await standing(each, quiet);
          return {
            ...rest,
            parts: us.parts.map(({ kind, count }) => [kind, count]),
            word: us.word,
            count: us.count,
            contacts: us.contacts.map(({ activityId }) => activityId),
            gaps: rhythm?.gaps,
          };
        }),
      ),
      order: (
        await nora.get<{ rows: { id: string }[] }>(
          `people?sort=-warmth&filter=${encodeURIComponent('["name","contains","jona"]')}`,
        )
      ).body.rows.map(({ id }) => id),
      shared: (await sums(quiet)).filter(({ whom }) => whom === company.workspaces.kettle),
    });
    const before = await seen();
    expect(before.order).toEqual([other, quiet]);
    for (let day = 0; day < 5; day++)
      await note(max, 'meeting', [quiet], day, { visibility: 'private' });
    await note(max, 'meeting', [quiet], 1, { visibility: 'team', teamId: company.teams.north });
    expect(await seen()).toEqual(before);
    // Whoever had it sees it in a figure of their own, as far as it is theirs to see.
    expect((await standing(max, quiet)).own!.count).toBe(6);
    expect((await standing(nora, quiet)).own).toBeNull();
    await expectWhole();
  });

  test('a record kept to oneself keeps its contact to oneself', async () => {
    const { max, nora } = company;
    const id = await person(max, 'Kira', { visibility: 'private' });
    await note(max, 'call', [id], 0, { visibility: 'private' });
    expect(await strength(max, id)).toBeCloseTo(2, 3);
    expect((await nora.get(`people/${id}/warmth`)).status).toBe(404);
    const shared = await max.patch(`people/${id}`, { visibility: 'everyone', version: 1 });
    expect(shared.status).toBe(200);
    expect(await strength(nora, id)).toBe(0);
    expect((await standing(max, id)).own!.strength).toBeCloseTo(2, 3);
    await expectWhole();
  });
});

describe('gone quiet', () => {
  test('is told by their own rhythm', async () => {
    const { max } = company;
    const [often, seldom] = [await person(max, 'Lena'), await person(max, 'Levi')];
    for (let turn = 0; turn < 12; turn++) {
      await note(max, 'call', [often], 60 + turn * 5);
      await note(max, 'call', [seldom], 60 + turn * 120);
    }
    const { rhythm: quiet } = await standing(max, often);
    expect(quiet).toMatchObject({ isQuiet: true, gaps: 11 });
    expect(quiet!.usualDays).toBeGreaterThan(3);
    expect(quiet!.usualDays).toBeLessThan(9);
    const { rhythm: calm } = await standing(max, seldom);
    expect(calm).toMatchObject({ isQuiet: false, gaps: 11 });
    expect(calm!.usualDays).toBeGreaterThan(60);
    const found = async (is: boolean) =>
      (
        await max.get<{ rows: { id: string }[] }>(
          `people?filter=${encodeURIComponent(
            JSON.stringify({
              all: [
                ['quiet', 'is', is],
                ['name', 'contains', 'le'],
              ],
            }),
          )}`,
        )
      ).body.rows.map(({ id }) => id);
    expect(await found(true)).toEqual([often]);
    expect(await found(false)).toEqual([seldom]);
  });
});

test('Lists find people by how warm contact is, and sort by it page after page', async () => {
  const { tilda } = company;
  const ids: string[] = [];
  for (const [name, calls] of [
    ['Cold', 0],
    ['Cool', 1],
    ['Warm', 2],
    ['Close', 5],
  ] as const) {
    const id = await person(tilda, name);
    ids.push(id);
    for (let call = 0; call < calls; call++) await note(tilda, 'call', [id], 10);
  }
  const rows = async (query: string) =>
    (
      await tilda.get<{ rows: { id: string; warmth: string }[]; next: string | null }>(
        `people?${query}`,
      )
    ).body;
  const word = async (is: string) =>
    (await rows(`filter=${encodeURIComponent(JSON.stringify(['warmth', 'is', is]))}`)).rows.map(
      ({ id }) => id,
    );
  expect(await Promise.all(['cold', 'cool', 'warm', 'close'].map(word))).toEqual(
    ids.map((id) => [id]),
  );
  let next: string | null = '';
  const walked: string[] = [];
  while (next !== null) {
    const page: { rows: { id: string }[]; next: string | null } = await rows(
      `sort=-warmth&limit=1${next ? `&cursor=${next}` : ''}`,
    );
    walked.push(...page.rows.map(({ id }) => id));
    next = page.next;
  }
  expect(walked).toEqual(ids.toReversed());
});

describe('the daily care', () => {
  test('counts a meeting once its hour is past, and takes out what only a wrong clock had taken for past', async () => {
    const { max } = company;
    const [met, ahead] = [await person(max, 'Mona'), await person(max, 'Moritz')];
    const meeting = await note(max, 'meeting', [met], -1);
    const call = await note(max, 'call', [ahead], 0);
    // As if the hours had gone by, and as if the clock had been ahead by a year.
    const move = async (activityId: string, days: number) => {
      const at = ago(days);
      for (const table of ['activities', 'participants', 'activity_texts'])
        await company.sql(
          `update ${table} set occurred_at = $2 where ${table === 'activities' ? 'id' : 'activity_id'} = $1`,
          [activityId, at],
        );
    };
    await move(meeting.id, 0);
    await move(call.id, -365);
    expect(await recountEverything(company.house.db, company.workspaces.kettle)).toBe(2);
    expect(await strength(max, met)).toBeCloseTo(3, 2);
    expect(await strength(max, ahead)).toBe(0);
    expect(await recountEverything(company.house.db, company.workspaces.kettle)).toBe(0);
    await expectWhole();
  });

  test('counts anew by what the strategy says', async () => {
    const { otto } = company;
    const id = await person(otto, 'Nils');
    await note(otto, 'call', [id], 10);
    const { body: strategy } = await otto.get<StrategyView>('strategy');
    const { choices } = strategy;
    await otto.post('strategy', {
      version: strategy.version,
      name: 'Ours',
      choices: {
        ...choices,
        constants: { ...choices.constants, warmthCall: 4, warmthHalfLife: 10 },
      },
    });
    expect(await strength(otto, id)).toBeCloseTo(left(2, 10), 3);
    await recountEverything(company.house.db, company.workspaces.teapot);
    expect(await strength(otto, id)).toBeCloseTo(2, 3);
    await note(otto, 'call', [id], 20);
    expect(await strength(otto, id)).toBeCloseTo(3, 3);
    const findings = await checkInvariants(company.house.db, company.workspaces.teapot);
    expect(findings.filter(({ count }) => count > 0)).toEqual([]);
  });
});

describe('kept rates', () => {
  const promise = async (by: Colleague, partyId: string, direction: string, due: string) =>
    (await by.post('promises', { partyId, direction, what: 'A visit', due })).body.id;
  const day = (days: number) => Temporal.Now.plainDateISO().add({ days }).toString();

  test('begin at eight of ten, and move with what was kept on time, late, broken or is overdue', async () => {
    const { max, nora } = company;
    const id = await person(max, 'Olive');
    expect((await standing(max, id)).promises.ours).toMatchObject({
      mean: 0.8,
      kept: 0,
      missed: 0,
    });
    const settle = (promised: string, outcome: string) =>
      max.send('PUT', `promises/${promised}/settlement`, { body: { outcome, version: 1 } });
    await settle(await promise(max, id, 'ours', day(3)), 'kept');
    await settle(await promise(max, id, 'ours', day(-3)), 'kept');
    await settle(await promise(max, id, 'ours', day(3)), 'broken');
    await settle(await promise(max, id, 'ours', day(3)), 'released');
    await promise(max, id, 'ours', day(-1));
    await promise(max, id, 'ours', day(5));
    await promise(max, id, 'theirs', day(-1));
    const { promises } = await standing(max, id);
    expect(promises.ours).toMatchObject({ kept: 1, missed: 3, mean: 9 / 14 });
    expect(promises.theirs).toMatchObject({ kept: 0, missed: 1, mean: 8 / 11 });
    expect(promises.ours.range95[0]).toBeLessThan(promises.ours.range80[0]);
    expect((await standing(nora, id)).promises).toMatchObject({
      ours: { kept: 1, missed: 3 },
      own: { kept: 0, missed: 0 },
    });
  });
});

/** The sums as they are kept. */
async function sums(id: string): Promise<{ whom: string; strength: string }[]> {
  return company.sql(
    `select whom, strength::text from warmth where party_id = $1 and contacts > 0 order by whom`,
    [id],
  );
}
