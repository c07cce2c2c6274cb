import type { ActivityVisibility } from '../../../shared/platform/access.ts';
import type { UserActor } from '../../platform/access/actor.ts';
import type { Files } from '../../platform/files/files.ts';
import type { Importing } from '../../platform/import/registry.ts';

/** Mails that come by themselves, or go out from here, are written by the rules of an import without files. */
export interface MailRun {
  /** What it brings is named by it, as what an import brings is by the import. */
  id: string;
  actor: UserActor;
  reach: { audience: string; visibility: ActivityVisibility; ownerId: string };
  /** The mailbox, as the source of what its mails tell. */
  name: string;
  country: string;
  zone: string;
  files: Files;
  memory?: Map<string, unknown>;
}

export function importingOf({
  id,
  actor,
  reach,
  name,
  country,
  zone,
  files,
  memory = new Map(),
}: MailRun): Importing {
  const visibility = reach.visibility === 'headers' ? 'everyone' : reach.visibility;
  return {
    importId: id,
    isRun: true,
    actor,
    options: { mailbox: { whose: 'mine' }, visibility },
    reach: { ...reach, visibility },
    ...(reach.visibility === 'headers' ? { headersOnly: true } : {}),
    country,
    zone,
    mappings: [],
    files,
    fileId: '',
    fileName: name,
    decisions: [],
    corrections: [],
    grounds: [],
    memory,
  };
}
