import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import type { ImportView } from '../../shared/platform/import/imports.ts';
import { Failure } from '../app/Failure.tsx';
import { Page } from '../ui/Page.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { useWords } from '../ui/words.ts';
import { Collecting } from './Collecting.tsx';
import { useFigures } from './figures.ts';
import { useImportName } from './ImportsPage.tsx';
import { importQuery } from './imports.ts';
import { Report } from './Report.tsx';
import { Running } from './Running.tsx';
import { StatusBadge } from './StatusBadge.tsx';
import { uploads } from './uploads.ts';

/** One import from the first file to the report; its address can be left and come back to. */
export function ImportPage() {
  const say = useWords();
  const { id } = useParams({ from: '/shell/settings/import/$id' });
  const query = useQuery(importQuery(id));
  useArrivals(id);
  useEnding(query.data?.status);
  if (query.isPending)
    return (
      <Page title={say('app.nav.import')} width="reading">
        <Skeleton rows={5} />
      </Page>
    );
  if (!query.data)
    return <Failure error={query.error as Error} reset={() => void query.refetch()} />;
  return <One key={id} {...query.data} />;
}

function One(view: ImportView) {
  const say = useWords();
  const { time } = useFigures();
  const name = useImportName(view);
  const { status } = view;
  return (
    <Page
      title={name}
      width="reading"
      actions={<StatusBadge status={status} />}
      toolbar={
        <p className="text-sm text-text-2">
          <Link
            to="/settings/import"
            activeOptions={{ exact: true }}
            className="text-accent-text underline"
          >
            {say('import.all')}
          </Link>
          {` · ${time(view.createdAt)}`}
        </p>
      }
    >
      <div className="flex flex-col gap-16">
        {status === 'collecting' ? (
          <Collecting {...view} />
        ) : status === 'waiting' || status === 'running' ? (
          <Running {...view} />
        ) : (
          <Report {...view} />
        )}
      </div>
    </Page>
  );
}

/** A file that arrived changes what the server knows of its import. */
function useArrivals(id: string): void {
  const client = useQueryClient();
  useEffect(() => {
    const arrived = (importId: string) => {
      if (importId === id) void client.invalidateQueries({ queryKey: ['import', id] });
    };
    uploads.onArrival.add(arrived);
    return () => void uploads.onArrival.delete(arrived);
  }, [client, id]);
}

/** What an import brought or took away shows at once on every other screen. */
function useEnding(status: ImportView['status'] | undefined): void {
  const client = useQueryClient();
  const before = useRef(status);
  useEffect(() => {
    const was = before.current;
    before.current = status;
    if (was === undefined || was === status || was === 'collecting') return;
    void client.invalidateQueries();
  }, [client, status]);
}
