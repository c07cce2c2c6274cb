import { z } from 'zod';
import type { PartyKind } from '../../../shared/identify/parties.ts';
import { PartyVisibility } from '../../../shared/platform/access.ts';
import { Id } from '../../../shared/platform/values.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { record } from '../../platform/events/events.ts';
import { actsName, ChangedSince, undoable, undoableByOthers } from '../../platform/events/undo.ts';
import { FieldNotFound, FieldNotYours } from '../fields/errors.ts';
import { mayEditField, ownFields } from '../fields/fields.ts';
import { isCurrent, reinstate } from '../statements/statements.ts';
import { changeParty, subjectOf } from './editing.ts';
import { PartyNotFound } from './errors.ts';
import { findParty, partyNames, partyToEdit } from './parties.ts';
import { restoreParty, trashParty } from './trash.ts';

const Edited = z.object({
  topic: z.string(),
  fieldId: Id.optional(),
  stated: z.array(Id),
  superseded: z.array(Id),
  /** Who saw the record before the value kept it from them. */
  drawnInFrom: PartyVisibility.optional(),
});
const Before = z.object({
  assignedTo: Id.nullable().optional(),
  visibility: PartyVisibility.optional(),
  teamId: Id.nullable().optional(),
});

/** How acts on people and companies are taken back: by the opposite act, with the same guards. */
export function registerPartyUndo(): void {
  for (const kind of ['person', 'company'] as const) {
    actsName(kind, partyNames);
    undoable(
      kind,
      'created',
      async (transaction, { subjectId }) =>
        trashParty(transaction, kind, subjectId, await versionOf(transaction, kind, subjectId)),
      'trashed',
    );
    undoable(
      kind,
      'trashed',
      (transaction, { subjectId }) => restoreParty(transaction, kind, subjectId),
      'restored',
    );
    undoable(
      kind,
      'restored',
      async (transaction, { subjectId }) =>
        trashParty(transaction, kind, subjectId, await versionOf(transaction, kind, subjectId)),
      'trashed',
    );
    undoable(kind, 'edited', async (transaction, { id, subjectId, particulars }) => {
      const { topic, fieldId, stated, superseded, drawnInFrom } = Edited.parse(particulars);
      const party = await partyToEdit(
        transaction,
        kind,
        subjectId,
        await versionOf(transaction, kind, subjectId),
      );
      if (fieldId) await requireField(transaction, kind, fieldId);
      // Somebody else may have taken it back already, or changed it again.
      const isBack = stated.length === 0 && (await isCurrent(transaction, superseded));
      if (isBack || !(await isCurrent(transaction, stated))) throw new ChangedSince();
      await reinstate(transaction, subjectOf(party), { reinstated: superseded, withdrawn: stated });
      const [event] = await record(transaction, {
        subject: kind,
        subjectId,
        audience: party.audience,
        verb: 'edited',
        ...(fieldId ? { fieldId } : {}),
        particulars: {
          topic,
          ...(fieldId ? { fieldId } : {}),
          stated: superseded,
          superseded: stated,
          undoes: id,
        },
      });
      if (drawnInFrom) {
        await changeParty(transaction, kind, subjectId, {
          visibility: drawnInFrom,
          version: await versionOf(transaction, kind, subjectId),
        });
      }
      return { event: event! };
    });
    undoable(kind, 'changed', async (transaction, { subjectId, before, after }) => {
      const { teamId, ...change } = Before.parse(before ?? {});
      const then = Before.parse(after ?? {});
      const now = await findParty(transaction, kind, subjectId);
      const isHandedOn = then.assignedTo !== undefined && now?.assigned_to !== then.assignedTo;
      const isShared = then.visibility !== undefined && now?.visibility !== then.visibility;
      if (now && (isHandedOn || isShared)) throw new ChangedSince();
      return changeParty(transaction, kind, subjectId, {
        ...change,
        ...(teamId ? { teamId } : {}),
        version: await versionOf(transaction, kind, subjectId),
      });
    });
    undoableByOthers(kind, 'trashed', 'restored', 'edited', 'changed');
  }
}

/** A colleague's value of a field goes only by whoever may write in it. */
export async function requireField(
  transaction: Transaction,
  kind: PartyKind,
  fieldId: string,
): Promise<void> {
  const field = (await ownFields(transaction, { kind, withRetired: true })).find(
    ({ id }) => id === fieldId,
  );
  if (!field) throw new FieldNotFound();
  if (!mayEditField(transaction, field)) throw new FieldNotYours(field.label);
}

async function versionOf(transaction: Transaction, kind: PartyKind, id: string): Promise<number> {
  const party = await findParty(transaction, kind, id);
  if (!party) throw new PartyNotFound();
  return party.version;
}
