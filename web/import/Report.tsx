import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { ImportView } from '../../shared/platform/import/imports.ts';
import { mergesOfImportQuery } from '../identify/duplicates/queries.ts';
import { Button, buttonClass } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';
import { Card } from '../ui/Page.tsx';
import { ProgressBar } from '../ui/ProgressBar.tsx';
import { useWords } from '../ui/words.ts';
import { Candidates } from './Candidates.tsx';
import { Counts } from './Counts.tsx';
import { useFigures } from './figures.ts';
import { Problems } from './Problems.tsx';
import { FileProgress } from './Running.tsx';
import { Said } from './Said.tsx';
import { UndoImport } from './UndoImport.tsx';

/** What an import has come to: what is here now, what could not be taken over, and the way back. */
export function Report(view: ImportView) {
  const say = useWords();
  const { time } = useFigures();
  const [isUndoing, setUndoing] = useState(false);
  const { id, status, error, counts, files, totals, can, finishedAt, undoneAt } = view;
  const troubles = counts.errors + counts.warnings;
  const isHere = status === 'done' || status === 'failed' || status === 'cancelled';
  return (
    <>
      {status === 'undoing' ? <ProgressBar label={say('import.undoing')} isIndeterminate /> : null}
      {status === 'undone' ? (
        <Notice tone="info" title={say('import.undone')}>
          {undoneAt ? time(undoneAt) : null}
        </Notice>
      ) : null}
      {status === 'failed' ? (
        <Notice tone="bad" title={say('import.failed')}>
          {error ? <Said sentence={error} /> : say('import.failed.words')}
        </Notice>
      ) : null}
      {status === 'cancelled' ? (
        <Notice tone="info" title={say('import.cancelled')}>
          {counts.items > 0 ? say('import.cancelled.some') : say('import.cancelled.nothing')}
        </Notice>
      ) : null}
      {status === 'done' ? (
        <Notice tone="good" title={say('import.done')}>
          {finishedAt ? time(finishedAt) : null}
        </Notice>
      ) : null}
      {isHere && (counts.items > 0 || status === 'done') ? (
        <Card className="flex flex-col gap-16">
          <Counts {...counts} />
          <div className="flex flex-wrap gap-8">
            {counts.people + counts.known > 0 ? (
              <Link to="/people" className={buttonClass('primary')}>
                {say('import.seePeople')}
              </Link>
            ) : null}
            {counts.companies > 0 ? (
              <Link to="/companies" className={buttonClass()}>
                {say('import.seeCompanies')}
              </Link>
            ) : null}
            {counts.people + counts.companies > 0 && status === 'done' ? (
              <Link to="/duplicates" search={{ import: id }} className={buttonClass()}>
                {say('duplicates.ofThisImport')}
              </Link>
            ) : null}
            {can.undo ? (
              <Button icon="undo" onPress={() => setUndoing(true)}>
                {say('import.undo')}
              </Button>
            ) : null}
          </div>
        </Card>
      ) : null}
      {isHere ? <MergedByItself importId={id} /> : null}
      {isUndoing ? <UndoImport id={id} onClose={() => setUndoing(false)} /> : null}
      {isHere ? <Candidates id={id} /> : null}
      {troubles > 0 ? (
        <Problems id={id} errors={counts.errors} warnings={counts.warnings} isHere={isHere} />
      ) : null}
      {files.length > 0 ? <FileProgress files={files} total={totals.files} /> : null}
    </>
  );
}

/** Nobody was asked about these, so they are told where the import is. */
function MergedByItself({ importId }: { importId: string }) {
  const say = useWords();
  const { data: merges = [] } = useQuery(mergesOfImportQuery(importId));
  if (merges.length === 0) return null;
  return (
    <Notice
      tone="info"
      actions={
        <Link
          to="/duplicates"
          search={{ list: 'itself' }}
          className={buttonClass('secondary', 'small')}
        >
          {say('duplicates.ofImport.look')}
        </Link>
      }
    >
      {say('duplicates.ofImport.byItself', { count: merges.length })}
    </Notice>
  );
}
