import { stat } from 'node:fs/promises';
import { draftOfRecord } from '../../../shared/identify/exporting/draft.ts';
import { ExportedRecord } from '../../../shared/identify/exporting/record.ts';
import type { PartyDraft } from '../../../shared/identify/party-draft.ts';
import {
  type PhysicalLine,
  type Place,
  physicalLines,
} from '../../platform/import/content-lines.ts';
import {
  type Batch,
  type Item,
  limits,
  type Problem,
  type Reader,
} from '../../platform/import/reader.ts';

/** Reads our own export of one record a line. The file is UTF-8, because we wrote it. */

interface Position extends Place {
  part: number;
  done?: boolean;
}

const batchLines = 500;
const batchChars = 2 * 1024 * 1024;
const utf8 = { name: 'utf-8', mark: 0, damaged: false };

export async function* read(
  path: string,
  _options: object,
  from: unknown,
): AsyncGenerator<Batch<PartyDraft>> {
  const start = from as Position | null;
  if (start?.done) return;
  const { size } = await stat(path);
  let items: Item<PartyDraft>[] = [];
  let problems: Problem[] = [];
  let part = start?.part ?? 0;
  let chars = 0;
  let place: Place = start ?? { byte: 0, chars: 0, line: 1 };
  const batch = (done: boolean): Batch<PartyDraft> => {
    const position: Position = { byte: place.byte, chars: place.chars, line: place.line, part };
    if (done) position.done = true;
    const full = { items, problems, position, bytesRead: done ? size : place.byte };
    items = [];
    problems = [];
    chars = 0;
    return full;
  };
  for await (const lines of physicalLines(path, utf8, start)) {
    for (const line of lines) {
      if (items.length + problems.length >= batchLines || chars >= batchChars) {
        place = line;
        yield batch(false);
      }
      if (line.text.trim() === '') continue;
      part += 1;
      chars += line.text.length;
      const record = recordOf(line);
      const locator = { line: line.line, part };
      if (record) items.push({ locator, value: draftOfRecord(record) });
      else {
        problems.push({
          locator,
          code: 'ndjson.no-record',
          severity: 'error',
          message: `Line ${line.line} is no record as Rapport exports it, so it was not imported. Export it again, or take the line from the file as it was.`,
        });
      }
    }
  }
  yield batch(true);
}

function recordOf({ text }: PhysicalLine): ExportedRecord | null {
  if (text.length > limits.itemBytes) return null;
  try {
    const read = ExportedRecord.safeParse(JSON.parse(text));
    return read.success ? read.data : null;
  } catch {
    return null;
  }
}

export const ndjsonReader: Reader<PartyDraft> = { read };
