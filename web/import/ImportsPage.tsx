import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ImportView } from '../../shared/platform/import/imports.ts';
import { Button } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';
import { Page, Section } from '../ui/Page.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { phone, useMedia } from '../ui/useMedia.ts';
import { useWords } from '../ui/words.ts';
import { DropArea } from './DropPage.tsx';
import { useFigures } from './figures.ts';
import { importsQuery } from './imports.ts';
import { StatusBadge } from './StatusBadge.tsx';
import { useBringing } from './useBringing.ts';
import { useMayImport } from './useMayImport.ts';

/** Where files are brought, and what was brought before. */
export function ImportsPage() {
  const say = useWords();
  const mayImport = useMayImport();
  return (
    <Page title={say('app.nav.import')} width="reading">
      {mayImport ? <Bring /> : <Notice tone="info">{say('import.readersOnly')}</Notice>}
      <Earlier />
    </Page>
  );
}

/** Everything chosen or dropped at once becomes one import. */
function Bring() {
  const say = useWords();
  const onPhone = useMedia(phone);
  const { bring, isWorking, problem } = useBringing();
  return (
    <div className="flex flex-col gap-12">
      {problem ? (
        <Notice tone="bad" title={say('import.failed.begin')} isUrgent>
          {problem}
        </Notice>
      ) : null}
      <DropArea
        title={onPhone ? say('import.drop.phone') : say('import.drop.title')}
        onFiles={(files) => void bring(files)}
        isWorking={isWorking}
      >
        <p className="max-w-[56ch] text-md text-text-2">{say('import.drop.words')}</p>
        <p className="max-w-[56ch] text-sm text-text-3">{say('import.drop.kinds')}</p>
      </DropArea>
    </div>
  );
}

function Earlier() {
  const say = useWords();
  const query = useInfiniteQuery(importsQuery);
  const imports = query.data?.pages.flatMap(({ rows }) => rows) ?? [];
  if (query.isPending) return <Skeleton rows={4} label={say('import.earlier.loading')} />;
  if (query.isError)
    return (
      <Section title={say('import.earlier')}>
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
      </Section>
    );
  if (imports.length === 0) return null;
  return (
    <Section title={say('import.earlier')}>
      <ul className="rounded-control border border-border bg-surface">
        {imports.map((one) => (
          <li key={one.id} className="border-b border-border last:border-b-0">
            <ImportRow {...one} />
          </li>
        ))}
      </ul>
      {query.hasNextPage ? (
        <span>
          <Button isWorking={query.isFetchingNextPage} onPress={() => void query.fetchNextPage()}>
            {say('import.earlier.more')}
          </Button>
        </span>
      ) : null}
    </Section>
  );
}

function ImportRow(view: ImportView) {
  const say = useWords();
  const { count, time } = useFigures();
  const name = useImportName(view);
  const { id, status, createdAt, counts } = view;
  return (
    <Link
      to="/settings/import/$id"
      params={{ id }}
      className="ring-inset flex flex-wrap items-center gap-x-12 gap-y-4 px-card-x py-card-y text-text no-underline hover:bg-sunken"
    >
      <span className="flex min-w-0 flex-1 basis-[240px] flex-col">
        <b className="truncate font-medium">{name}</b>
        <span className="text-sm text-text-2">
          {[
            time(createdAt),
            ...(counts.items > 0
              ? [
                  say('import.summary', {
                    people: count(counts.people),
                    companies: count(counts.companies),
                    activities: count(counts.activities),
                  }),
                ]
              : []),
          ].join(' · ')}
        </span>
      </span>
      <StatusBadge status={status} />
    </Link>
  );
}

/** An import is called after its first file. */
export function useImportName({ files: [first], totals }: ImportView): string {
  const say = useWords();
  if (!first) return say('import.name.empty');
  return totals.files === 1
    ? first.name
    : say('import.name.more', { name: first.name, count: totals.files - 1 });
}
