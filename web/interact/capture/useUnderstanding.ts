import { useQueries } from '@tanstack/react-query';
import { useDeferredValue, useMemo } from 'react';
import { type Composed, composed, corrected } from '../../../shared/interact/capture/composing.ts';
import type { Corrections } from '../../../shared/interact/capture/corrections.ts';
import type { KnownParty, Who } from '../../../shared/interact/capture/names.ts';
import { readWho } from '../../../shared/interact/capture/names.ts';
import { type Reading, readCapture } from '../../../shared/interact/capture/reading.ts';
import type { SearchHit } from '../../../shared/interact/search.ts';
import { api } from '../../app/api.ts';
import { useLocale } from '../../ui/words.ts';

export interface Understanding {
  reading: Reading;
  who: Who[];
  composed: Composed;
  /** Some names are still being looked up. */
  isLooking: boolean;
}

const hitsShown = 8;

/** People and companies by some words of their names; of what one may see. */
export const partiesNamed = (asked: string) => ({
  queryKey: ['search', 'names', asked],
  queryFn: async ({ signal }: { signal: AbortSignal }): Promise<KnownParty[]> => {
    const { hits } = await api.get<{ hits: SearchHit[] }>('/search', {
      query: { q: asked.slice(0, 200), only: 'parties', limit: hitsShown },
      signal,
    });
    return hits.flatMap(({ kind, id, title, subtitle }) =>
      kind === 'activity' ? [] : [{ kind, id, title, subtitle }],
    );
  },
  staleTime: 30_000,
});

/** Reads what is typed while it is typed; names are looked up as soon as somebody pauses. */
export function useUnderstanding(
  text: string,
  corrections: Corrections,
  here: KnownParty | null,
): Understanding {
  const monthFirst = useLocale() === 'en-US';
  const asked = useDeferredValue(text);
  const now = useMemo(() => Temporal.Now.zonedDateTimeISO(), []);
  const reading = useMemo(() => readCapture(asked, { now, monthFirst }), [asked, now, monthFirst]);
  const answers = useQueries({ queries: reading.lookups.map(partiesNamed) });
  const found = new Map(
    reading.lookups.flatMap((key, at): [string, KnownParty[]][] => {
      const { data } = answers[at] ?? {};
      return data ? [[key, data]] : [];
    }),
  );
  const who = corrected(readWho(reading.phrases, { found, here: here ?? undefined }), corrections);
  return {
    reading,
    who,
    composed: composed({ reading, who, corrections, here, found, now }),
    isLooking: asked !== text || answers.some(({ isPending }) => isPending),
  };
}
