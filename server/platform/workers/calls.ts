import { Piscina } from 'piscina';

export interface WorkerCall {
  module: string | URL;
  /** The exported function; it takes `input` and returns plain data. */
  name: string;
  input: unknown;
  /** Counted from when the function begins, not from when the call was queued. */
  milliseconds: number;
  megabytes: number;
}

/** The function took longer or more memory than allowed; its thread was ended. */
export class CallEnded extends Error {
  override name = 'CallEnded';
}

/** Loading the modules of a function, on a busy machine, and waiting behind others. */
const queueMilliseconds = 30_000;
const mostThreads = 2;
const idleMilliseconds = 60_000;

/** One pool for each memory limit; threads leave when nobody calls, so that an idle server stays small. */
const pools = new Map<number, Piscina>();

function poolFor(megabytes: number): Piscina {
  const known = pools.get(megabytes);
  if (known) return known;
  const pool = new Piscina({
    filename: new URL('./calls-worker.ts', import.meta.url).href,
    minThreads: 0,
    maxThreads: mostThreads,
    idleTimeout: idleMilliseconds,
    resourceLimits: { maxOldGenerationSizeMb: megabytes },
  });
  pools.set(megabytes, pool);
  return pool;
}

/** Runs one function of a module in a thread that is ended when it exceeds its limits. */
export async function runInWorker<Result>(call: WorkerCall): Promise<Result> {
  const began = new Int32Array(new SharedArrayBuffer(4));
  const ending = new AbortController();
  const queued = setTimeout(() => ending.abort(), queueMilliseconds);
  let running: NodeJS.Timeout | undefined;
  const watch = Atomics.waitAsync(began, 0, 0, queueMilliseconds);
  void Promise.resolve(watch.value).then(() => {
    if (Atomics.load(began, 0) === 1) running = setTimeout(() => ending.abort(), call.milliseconds);
  });
  try {
    const task = { module: String(call.module), name: call.name, input: call.input, began };
    return (await poolFor(call.megabytes).run(task, { signal: ending.signal })) as Result;
  } catch (error) {
    const memory =
      error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
    if (!ending.signal.aborted && !memory) throw error;
    const limit = memory
      ? `${call.megabytes} MB of memory`
      : `${call.milliseconds / 1_000} seconds`;
    throw new CallEnded(`${call.name} needed more than ${limit} and was stopped.`, {
      cause: error,
    });
  } finally {
    Atomics.store(began, 0, 2);
    Atomics.notify(began, 0);
    clearTimeout(queued);
    clearTimeout(running);
  }
}

/** Ends all threads, for a clean stop of the server and of tests. */
export async function closeWorkers(): Promise<void> {
  const open = [...pools.values()];
  pools.clear();
  await Promise.all(open.map((pool) => pool.destroy()));
}
