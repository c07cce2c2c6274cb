import { z } from 'zod';

/** From all rights to none to write; product.md calls this the access level, never a role. */
export const accessLevels = ['owner', 'manager', 'member', 'reader'] as const;
export const AccessLevel = z.enum(accessLevels);
export type AccessLevel = z.infer<typeof AccessLevel>;

/** Who sees a party: everyone in the workspace, one team, or its owner alone. */
export const partyVisibilities = ['everyone', 'team', 'private'] as const;
export const PartyVisibility = z.enum(partyVisibilities);
export type PartyVisibility = z.infer<typeof PartyVisibility>;

/** An activity can also show its headers only: participants and time, no subject, no body. */
export const activityVisibilities = ['everyone', 'team', 'headers', 'private'] as const;
export const ActivityVisibility = z.enum(activityVisibilities);
export type ActivityVisibility = z.infer<typeof ActivityVisibility>;
