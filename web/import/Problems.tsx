import { useInfiniteQuery } from '@tanstack/react-query';
import { type ReactNode, useMemo, useState } from 'react';
import type { ImportProblemView } from '../../shared/platform/import/imports.ts';
import { Badge } from '../ui/Badge.tsx';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { FilterChips } from '../ui/FilterChips.tsx';
import type { GridColumn } from '../ui/grid/columns.ts';
import { DataGrid } from '../ui/grid/DataGrid.tsx';
import { Notice } from '../ui/Notice.tsx';
import { Section } from '../ui/Page.tsx';
import { toast } from '../ui/toast.ts';
import { type Say, useWords } from '../ui/words.ts';
import { Correction } from './Correction.tsx';
import { useFigures } from './figures.ts';
import { allProblems, problemsQuery, type Severity } from './imports.ts';
import { asCsv } from './problems-csv.ts';

const keyOf = ({ id }: ImportProblemView) => id;

/** Everything that could not be taken over as it stands, with the place where it stands. */
export function Problems({
  id,
  errors,
  warnings,
  isHere,
  isCorrectable = false,
}: {
  id: string;
  errors: number;
  warnings: number;
  /** False when the import was taken back. */
  isHere: boolean;
  /** Nothing has run yet: a cell can be put right where it stands. */
  isCorrectable?: boolean;
}) {
  const say = useWords();
  const { count } = useFigures();
  const [severity, setSeverity] = useState<Severity | null>(null);
  const [shown, setShown] = useState<ImportProblemView | null>(null);
  const [isSaving, setSaving] = useState(false);
  const query = useInfiniteQuery(problemsQuery(id, severity));
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.rows) ?? [], [query.data]);
  const columns = useMemo<GridColumn<ImportProblemView>[]>(
    () => [
      {
        id: 'file',
        header: say('import.problems.file'),
        width: 144,
        cell: ({ file, entry }) => entry ?? file,
      },
      {
        id: 'place',
        header: say('import.problems.place'),
        width: 88,
        cell: (problem) => placeOf(problem, say, count),
      },
      {
        id: 'severity',
        header: say('import.problems.severity'),
        width: 112,
        cell: ({ severity: one }) => <SeverityBadge severity={one} />,
      },
      {
        id: 'message',
        header: say('import.problems.message'),
        width: 320,
        cell: ({ message, field }) => (field ? `${field}: ${message}` : message),
      },
    ],
    // The words change only with the language, which redraws everything.
    [say, count],
  );
  const save = async () => {
    setSaving(true);
    try {
      const text = asCsv(
        [
          say('import.problems.file'),
          say('import.problems.entry'),
          say('import.problems.line'),
          say('import.problems.part'),
          say('import.problems.severity'),
          say('import.problems.field'),
          say('import.problems.message'),
          say('import.problems.code'),
        ],
        (await allProblems(id, severity)).map((one) => [
          one.file,
          one.entry,
          one.line,
          one.part,
          say(one.severity === 'error' ? 'import.problems.error' : 'import.problems.warning'),
          one.field,
          one.message,
          one.code,
        ]),
      );
      download(text, `${say('import.problems.fileName')}.csv`);
    } catch (error) {
      toast(error instanceof Error ? error.message : String(error), { tone: 'bad' });
    } finally {
      setSaving(false);
    }
  };
  return (
    <Section
      title={say('import.problems')}
      actions={
        <Button size="small" icon="download" isWorking={isSaving} onPress={() => void save()}>
          {say('import.problems.download')}
        </Button>
      }
    >
      {isHere ? <p className="text-text-2">{say('import.problems.words')}</p> : null}
      <FilterChips
        label={say('import.problems.show')}
        options={[
          { id: 'all', label: say('import.problems.all'), count: errors + warnings },
          { id: 'error', label: say('import.problems.errors'), count: errors },
          { id: 'warning', label: say('import.problems.warnings'), count: warnings },
        ]}
        value={severity ?? 'all'}
        onChange={(chosen) => setSeverity(chosen === 'all' ? null : chosen)}
      />
      {query.isError ? (
        <Notice
          tone="bad"
          actions={
            <Button size="small" icon="refresh" onPress={() => void query.refetch()}>
              {say('app.failure.again')}
            </Button>
          }
        >
          {query.error.message}
        </Notice>
      ) : (
        <div
          className="flex flex-col overflow-hidden rounded-control border border-border bg-surface"
          style={{ height: Math.min(376, 96 + 40 * Math.max(rows.length, 3)) }}
        >
          <DataGrid
            label={say('import.problems')}
            columns={columns}
            rows={rows}
            rowKey={keyOf}
            isLoading={query.isPending}
            hasMore={query.hasNextPage}
            isLoadingMore={query.isFetchingNextPage}
            onMore={() => void query.fetchNextPage()}
            onOpen={setShown}
            empty={<p className="p-16 text-text-2">{say('import.problems.none')}</p>}
            card={(problem) => (
              <div className="flex flex-col gap-4 border-b border-border px-card-x py-8">
                <span className="flex items-center gap-8">
                  <SeverityBadge severity={problem.severity} />
                  <span className="min-w-0 truncate text-sm text-text-2">
                    {[problem.entry ?? problem.file, placeOf(problem, say, count)].join(' · ')}
                  </span>
                </span>
                <span>{problem.message}</span>
              </div>
            )}
          />
        </div>
      )}
      {shown ? (
        <Detail {...shown} onClose={() => setShown(null)}>
          {isCorrectable && shown.cell ? (
            <Correction
              importId={id}
              problem={shown}
              cell={shown.cell}
              onDone={() => setShown(null)}
            />
          ) : null}
        </Detail>
      ) : null}
    </Section>
  );
}

function placeOf(
  { line, part }: Pick<ImportProblemView, 'line' | 'part'>,
  say: Say,
  count: (count: number) => string,
): string {
  if (line !== null) return say('import.problems.atLine', { line: count(line) });
  if (part !== null) return say('import.problems.atPart', { part: count(part) });
  return '';
}

function SeverityBadge({ severity }: { severity: Severity }) {
  const say = useWords();
  return severity === 'error' ? (
    <Badge tone="bad" icon="alert">
      {say('import.problems.error')}
    </Badge>
  ) : (
    <Badge tone="warn" icon="warning">
      {say('import.problems.warning')}
    </Badge>
  );
}

function Detail({
  onClose,
  children,
  ...problem
}: ImportProblemView & { onClose: () => void; children: ReactNode }) {
  const say = useWords();
  const { count } = useFigures();
  const { file, entry, field, message, code, severity } = problem;
  const facts = [
    [say('import.problems.file'), file],
    [say('import.problems.entry'), entry],
    [say('import.problems.place'), placeOf(problem, say, count)],
    [say('import.problems.field'), field],
    [say('import.problems.code'), code],
  ].filter(([, value]) => value);
  return (
    <Dialog title={say('import.problems.one')} isOpen onClose={onClose}>
      <div className="flex flex-col gap-12">
        <span>
          <SeverityBadge severity={severity} />
        </span>
        <p className="text-md break-words">{message}</p>
        {children}
        <dl className="grid grid-cols-[max-content_1fr] gap-x-16 gap-y-4">
          {facts.map(([label, value]) => (
            <div key={label} className="contents">
              <dt className="text-text-2">{label}</dt>
              <dd className="min-w-0 break-words">{value}</dd>
            </div>
          ))}
        </dl>
      </div>
    </Dialog>
  );
}

function download(text: string, name: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // Some browsers fetch the address only after the click has been handled.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
