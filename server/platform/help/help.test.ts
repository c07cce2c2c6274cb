import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { HelpNote, PracticeView } from '../../../shared/platform/help.ts';
import { type Company, openCompany } from '../../testing/company.ts';

let company: Company;
beforeAll(async () => {
  company = await openCompany();
});
afterAll(() => company.close());

const notes = async (by = company.olga) =>
  (await by.get<{ rows: HelpNote[] }>('help/notes')).body.rows;

describe('“Tell us”', () => {
  test('owners read what somebody wrote, on which page, with which version', async () => {
    const id = '01980000-0000-7000-8000-000000000001';
    await company.nora.post('help/notes', {
      text: 'I look for the filter in vain',
      page: `/people/${id}?month=2026-03`,
    });
    const [note] = await notes();
    expect(note).toMatchObject({
      text: 'I look for the filter in vain',
      page: '/people/…',
      userName: company.nora.name,
    });
    expect(note?.version).toMatch(/^\d+\.\d+/);
  });

  test('nobody else reads it, but whoever wrote it', async () => {
    expect(await notes(company.tom)).toEqual([]);
    expect(await notes(company.nora)).toHaveLength(1);
    expect(await notes(company.otto)).toEqual([]);
  });

  test('an owner settles it, and takes that back', async () => {
    const [note] = await notes();
    expect((await company.nora.delete(`help/notes/${note!.id}`)).status).toBe(403);
    const { body } = await company.olga.delete(`help/notes/${note!.id}`);
    expect(await notes()).toEqual([]);
    await company.olga.post(`events/${body.event}/undo`);
    expect(await notes()).toHaveLength(1);
  });

  test('an empty note is none', async () => {
    expect((await company.nora.post('help/notes', { text: ' ', page: '/' })).status).toBe(400);
  });
});

describe('the practice', () => {
  const practice = async () => (await company.nora.get<PracticeView>('help/practice')).body;

  test('is for the sample company', async () => {
    expect((await company.nora.get('help/practice')).status).toBe(409);
  });

  test('sees for itself what was done', async () => {
    await company.sql(`update workspaces set kind = 'sample' where workspace_id = $1`, [
      company.workspaces.kettle,
    ]);
    expect(await practice()).toEqual({ done: [], skipped: [], isClosed: false });

    const { body: otto } = await company.nora.post('people', { name: 'Otto Brandt' });
    const { body: written } = await company.nora.post('capture', {
      entry: { kind: 'call', text: 'Called Otto' },
      about: [otto.id],
    });
    expect((await practice()).done).toEqual(['capture']);
    await company.nora.post(`events/${written.event}/undo`);
    expect((await practice()).done).toEqual(['capture', 'undo']);
    await company.nora.post(`people/${otto.id}/statements`, {
      topic: 'phone',
      value: '+43 660 1234567',
      version: 1,
    });
    expect((await practice()).done).toEqual(['capture', 'correct', 'undo']);
  });

  test('is gone on with later, step by step, without those left out', async () => {
    await company.nora.patch('help/practice', { seen: 'why' });
    await company.nora.patch('help/practice', { skip: 'view' });
    await company.nora.patch('help/practice', { isClosed: true });
    expect(await practice()).toEqual({
      done: ['capture', 'why', 'correct', 'undo'],
      skipped: ['view'],
      isClosed: true,
    });
    await company.nora.patch('help/practice', { isClosed: false });
    expect((await practice()).isClosed).toBe(false);
  });

  test('is each one’s own', async () => {
    expect((await company.olga.get<PracticeView>('help/practice')).body.skipped).toEqual([]);
  });
});
