import { Worker } from 'node:worker_threads';
import { type Batch, limits, type Problem } from '../import/reader.ts';
import { type CarefulOptions, isSkipped } from './careful.ts';
import type { ReadingReply, ReadingRequest, ReadingTask } from './reading-worker.ts';
import { watchSpending } from './spending.ts';

export interface Reading<Options = unknown> {
  /** URL of the module and the name of the `Reader` it exports. */
  module: string | URL;
  name: string;
  path: string;
  options?: Options;
  /** Position of an earlier batch, or null. */
  from?: unknown;
  signal?: AbortSignal;
  /** Allowed for one batch; tests set less. */
  milliseconds?: number;
  megabytes?: number;
}

/** The reader could not get past an item, not even by passing over it. */
export class ReaderStuck extends Error {
  override name = 'ReaderStuck';
  readonly position: unknown;
  constructor(message: string, position: unknown, cause?: unknown) {
    super(message, { cause });
    this.position = position;
  }
}

/** Starting a thread and loading a reader's modules, on a slow machine. */
const startMilliseconds = 15_000;

/** More than any batch holds: by then a slow moment has passed without an item to blame for it. */
const carefulBatches = 500;

type Reason = 'time' | 'memory' | 'fault';

class WorkerEnded extends Error {
  readonly reason: Reason;
  constructor(reason: Reason, cause?: unknown) {
    super(reason, { cause });
    this.reason = reason;
  }
}

/**
 * Runs a reader in a thread of its own, one batch ahead of the consumer, and yields its batches.
 *
 * An item that takes too long, too much memory, or makes the reader fail ends that thread. The file is
 * then read again from the last position one item at a time, until the same item is met alone; it is
 * passed over with a problem that says why, and reading goes on behind it at full speed. Nothing that
 * was yielded is yielded twice.
 */
export async function* readInWorker<Value = unknown>(
  reading: Reading,
): AsyncGenerator<Batch<Value>> {
  let position: unknown = reading.from ?? null;
  let mode: CarefulOptions = {};
  let reason: WorkerEnded | null = null;
  for (;;) {
    let delivered = 0;
    let complete = true;
    try {
      for await (const batch of readOnce<Value>(reading, position, mode)) {
        position = batch.position;
        delivered++;
        yield reason
          ? {
              ...batch,
              problems: batch.problems.map((problem) => explain(problem, reason, reading)),
            }
          : batch;
        if (mode.careful && delivered === carefulBatches) {
          complete = false;
          break;
        }
      }
      if (complete) return;
      mode = {};
    } catch (error) {
      if (!(error instanceof WorkerEnded)) throw error;
      if (delivered === 0 && mode.skip) {
        throw new ReaderStuck(
          'what follows could be neither read nor passed over. What was read before was kept.',
          position,
          error.cause ?? error,
        );
      }
      // First alone, to know which item it is; once it has failed alone, past it.
      mode = mode.careful ? { skip: 1 } : { careful: true };
      reason = error;
    }
  }
}

function explain(problem: Problem, ended: WorkerEnded | null, reading: Reading): Problem {
  if (!ended || !isSkipped(problem)) return problem;
  const seconds = (reading.milliseconds ?? limits.batchMilliseconds) / 1_000;
  const why = {
    time: `took longer than ${seconds} seconds to read`,
    memory: `needed more than ${reading.megabytes ?? limits.workerHeapMegabytes} MB of memory to read`,
    fault: `could not be read (${ended.cause instanceof Error ? ended.cause.message : 'unknown fault'})`,
  }[ended.reason];
  return {
    ...problem,
    code: `reader.${ended.reason}`,
    message: `This item ${why} and was left out; everything around it was read. Open it in the program it came from to see what it holds.`,
  };
}

async function* readOnce<Value>(
  reading: Reading,
  from: unknown,
  mode: CarefulOptions,
): AsyncGenerator<Batch<Value>> {
  reading.signal?.throwIfAborted();
  const megabytes = reading.megabytes ?? limits.workerHeapMegabytes;
  const milliseconds = reading.milliseconds ?? limits.batchMilliseconds;
  const worker = takeWorker(megabytes);
  const options = { ...(reading.options as object | undefined), ...mode };
  const task: ReadingTask = {
    module: String(reading.module),
    name: reading.name,
    path: reading.path,
    options,
    from,
  };
  let unharmed = false;
  try {
    await ask(worker, { kind: 'open', task }, startMilliseconds, reading.signal);
    let next = ask(worker, { kind: 'next' }, milliseconds, reading.signal);
    for (;;) {
      const reply = await next;
      if (reply.kind !== 'batch') break;
      next = ask(worker, { kind: 'next' }, milliseconds, reading.signal);
      // A failure ahead of the consumer waits until the consumer asks for it.
      next.catch(() => undefined);
      yield reply.batch as Batch<Value>;
    }
    unharmed = true;
  } finally {
    if (unharmed) keepWorker(worker, megabytes);
    else await worker.terminate();
  }
}

/** Threads whose reading ended well wait for the next file: a Maildir has thousands, each read in a millisecond. */
const idle: { worker: Worker; megabytes: number; leave: NodeJS.Timeout }[] = [];
const mostIdle = 2;
const idleMilliseconds = 10_000;

/**
 * Has a thread load these readers while a file is still on its way to us: that takes as long as reading
 * a thousand mails.
 */
export function warmUp(modules: readonly URL[]): void {
  if (idle.length > 0) return;
  const worker = takeWorker(limits.workerHeapMegabytes);
  const request: ReadingRequest = { kind: 'load', modules: modules.map(String) };
  worker.postMessage(request);
  keepWorker(worker, limits.workerHeapMegabytes);
}

function takeWorker(megabytes: number): Worker {
  const at = idle.findIndex((entry) => entry.megabytes === megabytes);
  const [entry] = at < 0 ? [] : idle.splice(at, 1);
  if (entry) {
    clearTimeout(entry.leave);
    entry.worker.ref();
    return entry.worker;
  }
  const worker = new Worker(new URL('./reading-worker.ts', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: megabytes },
  });
  // Failures are heard by the request in flight; between requests an unheard one would end the process.
  worker.on('error', () => forget(worker)).on('exit', () => forget(worker));
  return worker;
}

function keepWorker(worker: Worker, megabytes: number): void {
  if (idle.length >= mostIdle) {
    void worker.terminate();
    return;
  }
  const leave = setTimeout(() => {
    forget(worker);
    void worker.terminate();
  }, idleMilliseconds);
  leave.unref();
  worker.unref();
  idle.push({ worker, megabytes, leave });
}

function forget(worker: Worker): void {
  const at = idle.findIndex((entry) => entry.worker === worker);
  for (const entry of at < 0 ? [] : idle.splice(at, 1)) clearTimeout(entry.leave);
}

/** One request, one reply, or the end of the worker for lack of time, memory or sense. */
function ask(
  worker: Worker,
  request: ReadingRequest,
  milliseconds: number,
  signal: AbortSignal | undefined,
): Promise<ReadingReply> {
  const { promise, resolve, reject } = Promise.withResolvers<ReadingReply>();
  const onMessage = (reply: ReadingReply): void => {
    if (reply.kind !== 'failed') resolve(reply);
    else reject(isFileTrouble(reply.error) ? reply.error : new WorkerEnded('fault', reply.error));
  };
  const onError = (error: unknown): void => {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    reject(new WorkerEnded(code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'memory' : 'fault', error));
  };
  const onExit = (): void => reject(new WorkerEnded('fault'));
  const onAbort = (): void => reject(signal?.reason);
  const unwatch = watchSpending(worker, milliseconds, () => {
    // The reply may lie unread because this thread was busy; it is looked for before time is called.
    setImmediate(() => setImmediate(() => reject(new WorkerEnded('time'))));
  });
  worker.on('message', onMessage).on('error', onError).on('exit', onExit);
  signal?.addEventListener('abort', onAbort);
  worker.postMessage(request);
  return promise.finally(() => {
    unwatch();
    worker.off('message', onMessage).off('error', onError).off('exit', onExit);
    signal?.removeEventListener('abort', onAbort);
  });
}

/** A file that is gone or closed to us is no hostile item; trying again item by item would not help. */
function isFileTrouble(error: unknown): boolean {
  return error instanceof Error && 'code' in error && /^E[A-Z]+$/.test(String(error.code));
}
