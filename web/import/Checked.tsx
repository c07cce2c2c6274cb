import type { ImportCheck } from '../../shared/platform/import/imports.ts';
import { Notice } from '../ui/Notice.tsx';
import { Card, Section } from '../ui/Page.tsx';
import { useWords } from '../ui/words.ts';
import { Counts } from './Counts.tsx';
import { Doubts } from './Doubts.tsx';
import { Grounds } from './Grounds.tsx';
import { Problems } from './Problems.tsx';

/** What the import will do, counted by doing it and taking it back. */
export function Checked({ importId, check }: { importId: string; check: ImportCheck }) {
  const say = useWords();
  const { counts, uncounted } = check;
  return (
    <Section title={say('import.check.result')}>
      <Card className="flex flex-col gap-12">
        {check.isStale ? <Notice tone="info">{say('import.check.stale')}</Notice> : null}
        <Counts {...counts} />
        <p className="text-sm text-text-2">
          {uncounted > 0
            ? say('import.check.uncounted', { count: uncounted })
            : say('import.check.words')}
        </p>
      </Card>
      {counts.people + counts.companies + counts.activities + counts.updated + counts.known === 0 &&
      uncounted === 0 ? (
        <Notice tone="warn">{say('import.check.nothing')}</Notice>
      ) : null}
      {counts.people + counts.updated + counts.known > 0 ? <Grounds importId={importId} /> : null}
      <Doubts importId={importId} checkedAt={check.checkedAt} />
      {counts.errors + counts.warnings > 0 ? (
        <Problems
          key={check.checkedAt}
          id={importId}
          errors={counts.errors}
          warnings={counts.warnings}
          isHere={false}
          isCorrectable
        />
      ) : null}
    </Section>
  );
}
