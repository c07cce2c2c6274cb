import { z } from 'zod';
import { AccessLevel } from './access.ts';
import { Name } from './sign-in.ts';
import { CountryCode, Id, InstantText, Zone } from './values.ts';

const WorkspaceKind = z.enum(['company', 'sample']);

/** Who is signed in, and where. */
export const SessionView = z.object({
  user: z.object({ id: Id, name: z.string(), email: z.string(), level: AccessLevel }),
  workspace: z.object({
    id: Id,
    name: z.string(),
    kind: WorkspaceKind,
    country: z.string(),
    zone: z.string(),
    /** Since when nothing leaves this restored workspace; null: as usual. */
    heldSince: InstantText.nullable(),
    /** From when on a password alone opens nothing here; null: it does. */
    secondFactorFrom: InstantText.nullable(),
    /** Whether what is exactly the same twice is merged by itself. */
    mergesExact: z.boolean(),
  }),
  /** The teams one belongs to. */
  teams: z.array(z.object({ id: Id, name: z.string() })),
  /** Where one may switch to, this one included; a token knows no other. */
  workspaces: z.array(z.object({ id: Id, name: z.string(), kind: WorkspaceKind })),
});
export type SessionView = z.infer<typeof SessionView>;

export const OwnChange = z.strictObject({ name: Name });
export type OwnChange = z.infer<typeof OwnChange>;

/** What is held back after a restore is let go by an owner, and held again by another restore only. */
export const WorkspaceChange = z
  .strictObject({
    name: Name,
    country: CountryCode,
    zone: Zone,
    heldSince: z.null(),
    mergesExact: z.boolean(),
  })
  .partial();
export type WorkspaceChange = z.infer<typeof WorkspaceChange>;

export const TeamInput = z.strictObject({ name: Name });
export type TeamInput = z.infer<typeof TeamInput>;

export const TeamView = z.object({ id: Id, name: z.string(), userIds: z.array(Id) });
export type TeamView = z.infer<typeof TeamView>;
export const TeamList = z.object({ rows: z.array(TeamView) });
