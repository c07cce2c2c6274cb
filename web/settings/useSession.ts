import { useSuspenseQuery } from '@tanstack/react-query';
import type { SessionView } from '../../shared/platform/workspace.ts';
import { sessionQuery } from '../app/session.ts';

/** Who is signed in. Behind the shell somebody always is; while they leave, the shell shows nothing. */
export function useSession(): SessionView | null {
  return useSuspenseQuery(sessionQuery).data;
}
