import type { Auth } from './auth.ts';
import { WorkspaceNotYours } from './errors.ts';

/** From now on this session works in another workspace of its user's. */
export async function switchWorkspace(
  auth: Auth,
  to: { sessionId: string; userId: string; workspaceId: string; confinedTo: string | null },
): Promise<void> {
  await auth.database.transaction(async (query) => {
    const places = await auth.memberships.find(query, to.userId);
    const place = places.find(({ workspaceId }) => workspaceId === to.workspaceId);
    if (!place || place.disabled || !isWithin(to.confinedTo, place)) throw new WorkspaceNotYours();
    await query('update auth.sessions set workspace_id = $2 where id = $1', [
      to.sessionId,
      to.workspaceId,
    ]);
  });
  auth.sessions.forget();
}

/**
 * Whether a session reaches a workspace: one that a company's provider vouched for reaches that company,
 * and the person's own invented one.
 */
export function isWithin(
  confinedTo: string | null,
  { workspaceId, kind }: { workspaceId: string; kind: string },
): boolean {
  return confinedTo === null || confinedTo === workspaceId || kind === 'sample';
}
