import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { CellCorrection } from '../../shared/identify/importing/corrections.ts';
import type { DoubtView, RowAnswer } from '../../shared/identify/importing/doubts.ts';
import type { ImportGround } from '../../shared/identify/importing/grounds.ts';
import type {
  FrequentWriter,
  ImportOptions,
  ImportProblemView,
  ImportView,
  UndoPreview,
} from '../../shared/platform/import/imports.ts';
import type { UserView } from '../../shared/platform/team.ts';
import type { TeamView } from '../../shared/platform/workspace.ts';
import { api } from '../app/api.ts';
import { inOwnLanguage } from '../app/refusals.ts';

interface PageOf<Row> {
  rows: Row[];
  next: string | null;
}

export type ImportStatus = ImportView['status'];
export type ImportFile = ImportView['files'][number];

/** While one of these, the server is at work and the page follows. */
export const isUnderWay = (status: ImportStatus): boolean =>
  status === 'waiting' || status === 'running' || status === 'undoing';

export const importsQuery = infiniteQueryOptions({
  queryKey: ['imports'],
  queryFn: ({ pageParam, signal }) =>
    api.get<PageOf<ImportView>>('/imports', { query: { cursor: pageParam }, signal }),
  initialPageParam: null as string | null,
  getNextPageParam: (page) => page.next,
  refetchInterval: ({ state }) =>
    state.data?.pages.some(({ rows }) => rows.some(({ status }) => isUnderWay(status)))
      ? 3_000
      : false,
});

export const importQuery = (id: string) =>
  queryOptions({
    queryKey: ['import', id],
    queryFn: ({ signal }) => api.get<ImportView>(`/imports/${id}`, { signal }),
    // The server tells of changes; asking as well covers a line that is down.
    refetchInterval: ({ state }) => (state.data && isUnderWay(state.data.status) ? 1_000 : false),
  });

/** Asked anew whenever another file has arrived; meanwhile nobody who is choosing loses the list. */
export const writersQuery = (id: string, files: number) =>
  queryOptions({
    queryKey: ['writers', id, files],
    queryFn: ({ signal }) =>
      api.get<{ rows: FrequentWriter[] }>(`/imports/${id}/writers`, { signal }),
    placeholderData: keepPreviousData,
  });

export type Severity = ImportProblemView['severity'];

async function problemsPage(
  id: string,
  severity: Severity | null,
  cursor: string | null,
): Promise<PageOf<ImportProblemView>> {
  const query = { cursor, severity };
  const page = await api.get<PageOf<ImportProblemView>>(`/imports/${id}/problems`, { query });
  const rows = page.rows.map(async (row) => ({
    ...row,
    message: await inOwnLanguage(row.message),
  }));
  return { ...page, rows: await Promise.all(rows) };
}

export const problemsQuery = (id: string, severity: Severity | null) =>
  infiniteQueryOptions({
    queryKey: ['problems', id, severity],
    queryFn: ({ pageParam }) => problemsPage(id, severity, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });

/** Every problem, for the file one can take along. */
export async function allProblems(
  id: string,
  severity: Severity | null,
): Promise<ImportProblemView[]> {
  const problems: ImportProblemView[] = [];
  let cursor: string | null = null;
  do {
    const page: PageOf<ImportProblemView> = await problemsPage(id, severity, cursor);
    problems.push(...page.rows);
    cursor = page.next;
  } while (cursor);
  return problems;
}

/** Rows that may be somebody who is here, as the last check found them. */
export const doubtsQuery = (id: string, checkedAt: string) =>
  queryOptions({
    queryKey: ['doubts', id, checkedAt],
    queryFn: ({ signal }) => api.get<{ rows: DoubtView[] }>(`/imports/${id}/doubts`, { signal }),
    placeholderData: keepPreviousData,
  });

/** A cell is read as this, for this import alone. */
export const correctCell = (id: string, correction: CellCorrection) =>
  api.put<ImportView>(`/imports/${id}/corrections`, correction);

/** Whether the people in it may be written to, as far as somebody has said it. */
export const groundsQuery = (id: string) =>
  queryOptions({
    queryKey: ['grounds', id],
    queryFn: ({ signal }) =>
      api.get<{ rows: ImportGround[] }>(`/imports/${id}/grounds`, { signal }),
    select: ({ rows }) => rows,
  });

export const chooseGrounds = (id: string, grounds: ImportGround[]) =>
  api.put(`/imports/${id}/grounds`, { grounds });

export const answerDoubt = (id: string, answer: RowAnswer) =>
  api.put<ImportView>(`/imports/${id}/doubts`, answer);

export const undoPreviewQuery = (id: string) =>
  queryOptions({
    queryKey: ['undo', id],
    queryFn: ({ signal }) => api.get<UndoPreview>(`/imports/${id}/undo`, { signal }),
    staleTime: 0,
    gcTime: 0,
  });

/** An address met in mail that is nobody yet. */
export interface Candidate {
  id: string;
  address: string;
  name: string | null;
  mailable: boolean;
  written: number;
  received: number;
  isChat: boolean;
}

export const candidatesQuery = (id: string) =>
  queryOptions({
    queryKey: ['candidates', id],
    queryFn: ({ signal }) =>
      api.get<{ rows: Candidate[] }>('/addresses', { query: { import: id }, signal }),
  });

export interface Promoted {
  id: string;
  kind: 'person' | 'company';
}

export const promote = (addressId: string) =>
  api.post<Promoted>(`/addresses/${addressId}/promotion`);

/** Says that it is somebody's who is here. */
export const tie = (addressId: string, partyId: string) =>
  api.post<Promoted>(`/addresses/${addressId}/tie`, { partyId });

export const colleaguesQuery = queryOptions({
  queryKey: ['users'],
  queryFn: ({ signal }) => api.get<{ rows: UserView[] }>('/users', { signal }),
});

/** The teams a person may share with: one's own, for an owner all. */
export const teamsQuery = queryOptions({
  queryKey: ['teams'],
  queryFn: ({ signal }) => api.get<{ rows: TeamView[] }>('/teams', { signal }),
});

export const beginImport = () => api.post<{ id: string }>('/imports');
export const chooseOptions = (id: string, options: ImportOptions) =>
  api.patch(`/imports/${id}`, options);
/** Counts what the import would do; it may take a while. */
export const checkImport = (id: string) => api.post<ImportView>(`/imports/${id}/check`);
export const startImport = (id: string) => api.post(`/imports/${id}/start`);
export const cancelImport = (id: string) => api.post(`/imports/${id}/cancellation`);
export const undoImport = (id: string) => api.post(`/imports/${id}/undo`);
