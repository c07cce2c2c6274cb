import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { PartyKind } from '../../../shared/identify/parties.ts';
import type { Filter } from '../../../shared/platform/filters.ts';
import { Button } from '../../ui/Button.tsx';
import { useWords } from '../../ui/words.ts';
import { countQuery } from '../parties/queries.ts';

const words = {
  person: { count: 'lists.count.people', more: 'lists.count.morePeople' },
  company: { count: 'lists.count.companies', more: 'lists.count.moreCompanies' },
} as const;

/** How many the filter finds. Beyond ten thousand it says so, and counts on for whoever asks. */
export function Count({ kind, filter }: { kind: PartyKind; filter: Filter | undefined }) {
  const say = useWords();
  const [wanted, setWanted] = useState<Filter | undefined | null>(null);
  const first = useQuery(countQuery(kind, { filter }));
  const whole = useQuery({
    ...countQuery(kind, { filter, exact: true }),
    enabled: wanted !== null && wanted === filter && first.data?.exact === false,
  });
  const found = whole.data ?? first.data;
  if (!found) return null;
  return (
    <span className="inline-flex items-center gap-4 text-sm text-text-3">
      <span role="status" className="tabular">
        {say(found.exact ? words[kind].count : words[kind].more, { count: found.count })}
      </span>
      {found.exact ? null : (
        <Button
          size="small"
          variant="quiet"
          isWorking={whole.isFetching}
          onPress={() => setWanted(filter)}
        >
          {say('lists.count.exactly')}
        </Button>
      )}
    </span>
  );
}
