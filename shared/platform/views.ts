import { z } from 'zod';
import { PartyVisibility } from './access.ts';
import { Filter } from './filters.ts';
import { mostPins } from './pins.ts';
import { Id, InstantText, Version } from './values.ts';

export const densities = ['compact', 'normal', 'roomy'] as const;

const Named = z.string().trim().min(1, 'Give the view a name.').max(100);
const Sort = z.string().regex(/^-?[a-zA-Z][a-zA-Z0-9]{0,99}$/);

/** What of a list a view keeps: which rows, in which order, which columns, how dense. */
const shown = {
  filter: Filter.nullable(),
  sort: Sort,
  /** Those that show, in their order; null for those the list proposes. */
  columns: z.array(z.string().max(100)).max(200).nullable(),
  density: z.enum(densities).nullable(),
};

const withTeam = <Shape extends { visibility?: string | undefined; teamId?: string | undefined }>(
  view: Shape,
) => view.visibility !== 'team' || view.teamId !== undefined;
const teamMissing = { path: ['teamId'], message: 'Choose the team that may see this view.' };

export const ViewInput = z
  .strictObject({
    entity: z.enum(['person', 'company']),
    name: Named,
    visibility: PartyVisibility.default('private'),
    teamId: Id.optional(),
    ...shown,
  })
  .refine(withTeam, teamMissing);
export type ViewInput = z.input<typeof ViewInput>;

export const ViewChange = z
  .strictObject({
    name: Named.optional(),
    visibility: PartyVisibility.optional(),
    teamId: Id.optional(),
    filter: shown.filter.optional(),
    sort: shown.sort.optional(),
    columns: shown.columns.optional(),
    density: shown.density.optional(),
    version: Version,
  })
  .refine(withTeam, teamMissing);
export type ViewChange = z.infer<typeof ViewChange>;

export const SavedView = z.object({
  id: Id,
  entity: z.enum(['person', 'company']),
  name: z.string(),
  visibility: PartyVisibility,
  teamId: Id.nullable(),
  ownerId: Id,
  ...shown,
  /** Its place in the reader's own sidebar. */
  pin: z.number().int().nullable(),
  version: Version,
  updatedAt: InstantText,
  can: z.object({ edit: z.boolean() }),
});
export type SavedView = z.infer<typeof SavedView>;

/** The views in one's own sidebar, from the top. */
export const Pins = z.strictObject({
  ids: z.array(Id).max(mostPins, 'Seven views find room in the sidebar. Take one out first.'),
});
