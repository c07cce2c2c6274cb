import type { ImportCounts } from '../../shared/platform/import/imports.ts';
import type { MessageId } from '../locales/ids.ts';
import { useWords } from '../ui/words.ts';
import { useFigures } from './figures.ts';

const shown: [keyof ImportCounts, MessageId][] = [
  ['people', 'import.count.people'],
  ['companies', 'import.count.companies'],
  ['activities', 'import.count.activities'],
  ['updated', 'import.count.updated'],
  ['known', 'import.count.known'],
];

/** What came of an import, in numbers. */
export function Counts(counts: ImportCounts) {
  const say = useWords();
  const { count } = useFigures();
  return (
    <dl className="grid grid-cols-2 gap-12 tablet:grid-cols-6">
      {shown
        .filter(([which]) => which !== 'updated' || counts.updated > 0)
        .map(([which, label]) => (
          <Count key={which} label={say(label)} value={count(counts[which])} />
        ))}
      <Count
        label={say('import.count.problems')}
        value={count(counts.errors + counts.warnings)}
        tone={counts.errors > 0 ? 'text-bad' : counts.warnings > 0 ? 'text-warn' : ''}
      />
    </dl>
  );
}

function Count({ label, value, tone = '' }: { label: string; value: string; tone?: string }) {
  return (
    <div className="flex flex-col-reverse justify-end">
      <dt className="text-sm text-text-2">{label}</dt>
      <dd className={`tabular text-2xl ${tone}`}>{value}</dd>
    </div>
  );
}
