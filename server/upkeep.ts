import { forgetOldMerges } from './identify/duplicates/separating.ts';
import { purgeParties, refreshPresent } from './identify/parties/upkeep.ts';
import { keepToPlan } from './identify/retention/retention.ts';
import { keptContents, purgeActivities } from './interact/activities/upkeep.ts';
import { linkCalls } from './interact/calls/linking.ts';
import { purgeComments } from './interact/comments/upkeep.ts';
import { purgeDealings } from './interact/dealings/dealings.ts';
import { forgetSubmissions } from './interact/forms/deciding.ts';
import { purgeNotifications } from './interact/notifications/notifications.ts';
import { neededContents } from './interact/sending/contents.ts';
import { purgeOutgoing } from './interact/sending/upkeep.ts';
import { keepWallTimes } from './interact/tasks/reminding.ts';
import { purgeTemplates } from './interact/templates/templates.ts';
import { purgeSnoozes } from './interact/today/snoozing.ts';

import { asActor, systemActor, type Transaction } from './platform/access/actor.ts';
import { sealWorkspace } from './platform/audit/work.ts';
import { removeOldArchives } from './platform/exporting/archives.ts';
import { forgetDeliveries } from './platform/hooks/receiving.ts';
import type { House } from './platform/house.ts';
import { expireKeys } from './platform/http/idempotency.ts';
import { removeOrphanedUploads } from './platform/import/uploads.ts';
import { listWorkspaces } from './platform/workspaces/workspaces.ts';
import { forgetPages } from './understand/disclosure/links.ts';
import { recountEverything } from './understand/warmth/following.ts';

/** How long the trash keeps what it was given. */
const trashHours = 24 * 30;

/**
 * What the house does by itself once a day: fields follow the calendar, and what has had its time goes.
 * Each step is a transaction of its own and harmless to repeat.
 */
export async function keepUp(house: House, now = Temporal.Now.instant()): Promise<void> {
  await house.auth.sweep();
  const workspaceIds = await listWorkspaces(house.db);
  for (const workspaceId of workspaceIds) {
    const step = <T>(work: (transaction: Transaction) => Promise<T>) =>
      asActor(house.db, systemActor(workspaceId), work);
    const before = now.subtract({ hours: trashHours });
    await step(expireKeys);
    await step(refreshPresent);
    await step((transaction) => forgetOldMerges(transaction, before));
    await sealWorkspace(house, workspaceId);
    await step((transaction) => keepToPlan(transaction, now));
    await step((transaction) => purgeComments(transaction, before));
    await step((transaction) => purgeDealings(transaction, before));
    await step((transaction) => purgeOutgoing(transaction, before));
    await step((transaction) => purgeTemplates(transaction, before));
    await step(purgeNotifications);
    await step(keepWallTimes);
    await step(purgeSnoozes);
    await step(forgetDeliveries);
    await step(forgetSubmissions);
    await step((transaction) => forgetPages(transaction, now));
    await step((transaction) => linkCalls(transaction));
    await step((transaction) => purgeActivities(transaction, before));
    await step((transaction) => purgeParties(transaction, before));
    await recountEverything(house.db, workspaceId);
    await house.files.sweep(workspaceId, (contents) =>
      step(async (transaction) =>
        (await keptContents(transaction, contents)).union(
          await neededContents(transaction, contents),
        ),
      ),
    );
  }
  await removeOrphanedUploads(house, workspaceIds);
  await removeOldArchives(house, workspaceIds);
}

/** Whichever server is there does it, once for all of them. */
export async function workOnUpkeep(house: House): Promise<void> {
  await house.jobs.daily('upkeep', () => keepUp(house));
}
