/** Entry of the thread in which readers run: one batch per request, nothing ahead of it. */
import { parentPort } from 'node:worker_threads';
import type { Batch, Reader } from '../import/reader.ts';

export interface ReadingTask {
  module: string;
  name: string;
  path: string;
  options: unknown;
  from: unknown;
}
export type ReadingRequest =
  | { kind: 'load'; modules: string[] }
  | { kind: 'open'; task: ReadingTask }
  | { kind: 'next' };
export type ReadingReply =
  | { kind: 'ready' }
  | { kind: 'batch'; batch: Batch }
  | { kind: 'end' }
  | { kind: 'failed'; error: Error };

let batches: AsyncGenerator<Batch> | undefined;
let holdsBytes = false;

parentPort?.on('message', async (request: ReadingRequest) => {
  try {
    if (request.kind === 'load') {
      for (const module of request.modules) await import(module);
      return;
    }
    if (request.kind === 'open') {
      batches = await openReader(request.task);
      reply({ kind: 'ready' });
      return;
    }
    const next = await batches?.next();
    if (!next || next.done) reply({ kind: 'end' });
    else
      reply({ kind: 'batch', batch: next.value }, holdsBytes ? ownBuffers(next.value.items) : []);
  } catch (error) {
    reply({ kind: 'failed', error: asPlainError(error) });
  }
});

function reply(message: ReadingReply, transfer: ArrayBuffer[] = []): void {
  parentPort?.postMessage(message, transfer);
}

async function openReader(task: ReadingTask): Promise<AsyncGenerator<Batch>> {
  const module = (await import(task.module)) as Record<string, Reader>;
  const reader = module[task.name];
  if (!reader) throw new Error(`${task.module} has no reader named ${task.name}.`);
  holdsBytes = reader.holdsBytes ?? false;
  return reader.read(task.path, task.options, task.from);
}

/** Errors of libraries may carry things that cannot cross threads; their words can. */
function asPlainError(error: unknown): Error {
  if (!(error instanceof Error)) return new Error(String(error));
  const plain = new Error(error.message);
  plain.name = error.name;
  if (error.stack) plain.stack = error.stack;
  const code = 'code' in error ? error.code : undefined;
  return Object.assign(plain, typeof code === 'string' ? { code } : {});
}

/** Bytes that are handed over rather than copied: those whose buffer nobody else looks into. */
function ownBuffers(value: unknown): ArrayBuffer[] {
  const found = new Set<ArrayBuffer>();
  const look = (part: unknown, depth: number): void => {
    if (part === null || typeof part !== 'object' || depth > 6) return;
    if (!ArrayBuffer.isView(part)) {
      for (const inner of Object.values(part)) look(inner, depth + 1);
    } else if (part.buffer instanceof ArrayBuffer && part.byteLength === part.buffer.byteLength) {
      found.add(part.buffer);
    }
  };
  look(value, 0);
  return [...found];
}
