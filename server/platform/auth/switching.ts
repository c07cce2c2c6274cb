import type { Auth } from './auth.ts';
import { WorkspaceNotYours } from './errors.ts';

/** From now on this session works in another workspace of its user's. */
export async function switchWorkspace(
  auth: Auth,
  to: { sessionId: string; userId: string; workspaceId: string },
): Promise<void> {
  await auth.database.transaction(async (query) => {
    const places = await auth.memberships.find(query, to.userId);
    const place = places.find(({ workspaceId }) => workspaceId === to.workspaceId);
    if (!place || place.disabled) throw new WorkspaceNotYours();
    await query('update auth.sessions set workspace_id = $2 where id = $1', [
      to.sessionId,
      to.workspaceId,
    ]);
  });
  auth.sessions.forget();
}
