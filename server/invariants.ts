import { partyInvariants } from './identify/invariants.ts';
import { activityInvariants } from './interact/invariants.ts';
import type { Database } from './platform/database/database.ts';
import { importInvariants } from './platform/import/invariants.ts';
import { findBreaches, type InvariantFinding, type Thoroughness } from './platform/invariants.ts';
import { warmthInvariants } from './understand/invariants.ts';

/**
 * Checks what must always be true of a workspace's data, whatever was done to it and whenever it was
 * interrupted. `doctor` runs it on an installation, tests run it on what they leave behind.
 */
export function checkInvariants(
  db: Database,
  workspaceId: string,
  options: Thoroughness = { thorough: true },
): Promise<InvariantFinding[]> {
  return findBreaches(
    db,
    workspaceId,
    [...partyInvariants, ...activityInvariants, ...importInvariants, ...warmthInvariants],
    options,
  );
}
