import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OpenConversation } from '../../../shared/interact/inbox.ts';
import type { OutgoingView } from '../../../shared/interact/outgoing.ts';
import { listen } from '../../boundary/listening.ts';
import { openSendingCompany } from '../sending/testing.ts';
import { inboxOf, mailArrives } from './testing.ts';

let company: Awaited<ReturnType<typeof openSendingCompany>>;
beforeAll(async () => {
  company = await openSendingCompany();
  // Max keeps his own mailbox to himself.
  await company.sql(`update connections set visibility = 'private', audience = owner_id`);
});
afterAll(() => company.close());

const inNorth = () => ({ visibility: 'team' as const, teamId: company.teams.north });
const subjects = async (who = company.tom) => (await inboxOf(who)).map(({ subject }) => subject);

async function answer(activityId: string): Promise<OutgoingView> {
  const { max, mailbox } = company;
  const { body: draft } = await max.post<OutgoingView>('outgoing', {
    from: mailbox,
    to: [{ address: 'ida@lanterns.example' }],
    subject: 'Re: Which kettle?',
    html: '<p>The blue one.</p>',
    answers: activityId,
  });
  const { status } = await max.post(`outgoing/${draft.id}/release`, { version: draft.version });
  expect(status).toBe(200);
  return draft;
}

describe('an answer from a mailbox that the others do not see', () => {
  test('leaves one’s own list as it is sent, and settles it for all once somebody has it', async () => {
    const { tom, max } = company;
    await mailArrives(company, tom, { subject: 'Which kettle?' }, inNorth());
    const [waiting] = await inboxOf(tom);
    await answer(waiting!.newestId);
    expect(await subjects(max)).toEqual([]);
    expect(await subjects(tom)).toEqual(['Which kettle?']);

    await company.work();
    expect(await subjects(tom)).toEqual([]);
    const { body } = await tom.get<OpenConversation>(`inbox/${waiting!.id}`);
    expect(body.settled).toEqual({ as: 'answered', by: 'Max' });
    // What was written stays with whose mailbox it went out from.
    expect(body.mails.map(({ direction }) => direction)).toEqual(['in']);
  });

  test('settles no mail that came after the one it answers', async () => {
    const { tom } = company;
    const question = await mailArrives(
      company,
      tom,
      { subject: 'And the lid?', hours: 3 },
      inNorth(),
    );
    const [waiting] = await inboxOf(tom);
    await answer(waiting!.newestId);
    await mailArrives(company, tom, { subject: 'Re: And the lid?', answers: question }, inNorth());
    await company.work();
    expect(await subjects(tom)).toEqual(['Re: And the lid?']);
  });
});

describe('that somebody writes an answer', () => {
  test('is heard by those who see the conversation, and by nobody else', async () => {
    const { tom, max, nora } = company;
    await mailArrives(company, tom, { subject: 'Who answers?' }, inNorth());
    const { id } = (await inboxOf(tom)).find(({ subject }) => subject === 'Who answers?')!;
    const [ofTheTeam, outside] = [await listen(tom), await listen(nora)];
    const writing = { conversationId: id, here: true, writing: true };
    expect((await max.post('presence', writing)).status).toBe(204);
    await expect
      .poll(() => ofTheTeam.heard())
      .toContainEqual(
        expect.objectContaining({ subject: 'presence', id, verb: 'writing', by: max.id }),
      );
    expect(await outside.heard()).toEqual([]);
    expect((await nora.post('presence', writing)).status).toBe(404);
    expect((await company.otto.post('presence', writing)).status).toBe(404);
  });
});
