import type { PartyKind } from '../../../shared/identify/parties.ts';
import type { About } from '../../../shared/interact/comments.ts';
import { PartyNotFound } from '../../identify/parties/errors.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { mayShare } from '../../platform/access/reach.ts';
import { findActivity } from '../activities/activities.ts';
import { ActivityNotFound } from '../activities/errors.ts';

/** What is talked about, as the actor sees it. */
export interface Subject {
  partyId: string | null;
  activityId: string | null;
  kind: PartyKind | 'activity';
  /** Who sees what is said of it: of an entry that shares its headers only, whoever sees its text. */
  audience: string;
  assignedTo: string | null;
  /** Whose entry it is: they hear what is said of it. */
  ownerId: string;
  isTrashed: boolean;
  isHeadersOnly: boolean;
  canShare: boolean;
}

/** A record that became part of another leads there. */
export async function subjectOf(transaction: Transaction, about: About): Promise<Subject> {
  if ('activityId' in about) {
    const activity = await findActivity(transaction, about.activityId);
    if (!activity) throw new ActivityNotFound();
    const isHeadersOnly = activity.visibility === 'headers';
    return {
      partyId: null,
      activityId: activity.id,
      kind: 'activity',
      audience: isHeadersOnly ? activity.owner_id : activity.audience,
      assignedTo: activity.assigned_to,
      ownerId: activity.owner_id,
      isTrashed: activity.trashed_at !== null,
      isHeadersOnly,
      canShare: mayShare(transaction, activity),
    };
  }
  let party = await findById(transaction, about.partyId);
  while (party?.merged_into) party = await findById(transaction, party.merged_into);
  if (!party) throw new PartyNotFound();
  return {
    partyId: party.id,
    activityId: null,
    kind: party.kind as PartyKind,
    audience: party.audience,
    assignedTo: party.assigned_to,
    ownerId: party.owner_id,
    isTrashed: party.trashed_at !== null,
    isHeadersOnly: false,
    canShare: mayShare(transaction, party),
  };
}

function findById({ db, actor }: Transaction, id: string) {
  return db
    .selectFrom('parties')
    .select([
      'id',
      'kind',
      'audience',
      'visibility',
      'owner_id',
      'assigned_to',
      'trashed_at',
      'merged_into',
    ])
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', id)
    .executeTakeFirst();
}
