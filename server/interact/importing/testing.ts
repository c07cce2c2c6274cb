import type { ImportOptions, ImportView } from '../../../shared/platform/import/imports.ts';
import { runImport } from '../../platform/import/running.ts';
import { undoImport } from '../../platform/import/undoing.ts';
import type { Colleague, Company } from '../../testing/company.ts';

/** Brings files as a colleague does in the browser, and waits for the end. */
export async function bring(
  { house }: Company,
  who: Colleague,
  files: Record<string, string | Uint8Array>,
  options: Partial<ImportOptions> = {},
): Promise<ImportView> {
  const { body } = await who.post('imports', options);
  for (const [name, content] of Object.entries(files)) {
    await who.send('PUT', `imports/${body.id}/files?name=${encodeURIComponent(name)}`, {
      body: typeof content === 'string' ? new TextEncoder().encode(content) : content,
      headers: { 'content-type': 'application/octet-stream' },
    });
  }
  await who.post(`imports/${body.id}/start`);
  await runImport(house, who.workspaceId, body.id, new AbortController().signal);
  return (await who.get<ImportView>(`imports/${body.id}`)).body;
}

export async function takeBack(
  { house }: Company,
  who: Colleague,
  id: string,
): Promise<ImportView> {
  await who.post(`imports/${id}/undo`);
  await undoImport(house, who.workspaceId, id);
  return (await who.get<ImportView>(`imports/${id}`)).body;
}

interface Letter {
  from: string;
  to?: string;
  subject: string;
  id?: string;
  answers?: string;
  at?: string;
  text?: string;
  headers?: string;
}

/** A mail as it lies in a file. */
export function letter({ from, to, subject, id, answers, at, text, headers }: Letter): string {
  return [
    `From: ${from}`,
    ...(to ? [`To: ${to}`] : []),
    `Subject: ${subject}`,
    `Date: ${at ?? 'Tue, 03 Mar 2026 09:00:00 +0100'}`,
    ...(id ? [`Message-ID: <${id}>`] : []),
    ...(answers ? [`In-Reply-To: <${answers}>`, `References: <${answers}>`] : []),
    ...(headers ? [headers] : []),
    '',
    text ?? 'The kettle arrived and works well.',
    '',
  ].join('\r\n');
}

export function mbox(...letters: string[]): string {
  return letters.map((text) => `From somebody Tue Mar  3 09:00:00 2026\n${text}\n`).join('');
}

/** Everything but the stream and the audit log, the log of imports, whom to look at for duplicates, and signing in. */
export async function rowsOf({ sql }: Company): Promise<Record<string, string>> {
  const tables = await sql<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = 'public'
       and tablename not in ('events', 'audit_entries', 'imports', 'import_files', 'import_problems',
         'duplicate_checks', 'migrations')`,
  );
  const rows: Record<string, string> = {};
  for (const { name } of tables) {
    const [row] = await sql<{ text: string | null }>(
      `select string_agg(t::text, E'\n' order by t::text) as text from ${name} t`,
    );
    rows[name] = row?.text ?? '';
  }
  return rows;
}
