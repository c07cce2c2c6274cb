import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { PracticeStep } from '../../shared/platform/help.ts';
import { sessionQuery } from '../app/session.ts';
import { changePractice, practiceQuery } from './practice.ts';

/** Stands where something was looked at that leaves nothing in the stream. */
export function Practised({ step }: { step: PracticeStep }) {
  const client = useQueryClient();
  const { data: session } = useQuery(sessionQuery);
  const isSample = session?.workspace.kind === 'sample';
  const { data: practice } = useQuery({ ...practiceQuery, enabled: isSample });
  const isNew = practice !== undefined && !practice.done.includes(step);
  useEffect(() => {
    // Nobody is told that the practice could not be noted: what they looked at they have seen.
    if (isSample && isNew) void changePractice(client, { seen: step }).catch(() => undefined);
  }, [client, isSample, isNew, step]);
  return null;
}
