import { useSuspenseQuery } from '@tanstack/react-query';
import { sessionQuery } from '../app/session.ts';

/** A reader brings nothing; everyone else does. */
export function useMayImport(): boolean {
  const { data } = useSuspenseQuery(sessionQuery);
  return data !== null && data.user.level !== 'reader';
}
