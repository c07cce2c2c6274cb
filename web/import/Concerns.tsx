import {
  type Concern,
  concernsOf,
  type TableView,
} from '../../shared/identify/importing/mapping.ts';
import { Notice } from '../ui/Notice.tsx';
import { type Say, useWords } from '../ui/words.ts';
import { fieldWords } from './tables.ts';

const mostTold = 8;
const nothingRead = {
  people: 'import.concern.nobody',
  calls: 'import.concern.noCalls',
  purchases: 'import.concern.noPurchases',
} as const;

/** What the mapping of a table would lose, before it does. */
export function Concerns({ table }: { table: TableView }) {
  const say = useWords();
  const concerns = concernsOf(
    table.mapping,
    table.columns.map(({ filled }) => filled),
  );
  if (concerns.length === 0) return null;
  const isNobody = concerns.some(({ kind }) => kind === 'nobody');
  return (
    <Notice tone={isNobody ? 'bad' : 'warn'} title={say('import.concern')}>
      <ul className="list-disc ps-20">
        {concerns.slice(0, mostTold).map((concern) => (
          <li key={JSON.stringify(concern)} className="break-words">
            {sentence(concern, table, say)}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

function sentence(concern: Concern, { mapping, rows }: TableView, say: Say): string {
  const headerOf = (column: number) =>
    mapping.columns[column]?.header || say('import.match.column', { number: column + 1 });
  switch (concern.kind) {
    case 'nobody':
      return say(nothingRead[mapping.about ?? 'people']);
    case 'same field': {
      const words = fieldWords[concern.field];
      return say('import.concern.sameField', {
        field: words ? say(words) : concern.field,
        columns: concern.columns.map(headerOf).join(', '),
      });
    }
    case 'left out':
      return say('import.concern.leftOut', {
        column: headerOf(concern.column),
        filled: concern.filled,
        rows,
      });
  }
}
