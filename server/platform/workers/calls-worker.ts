/** Entry of the thread in which single calls run. */
interface CallTask {
  module: string;
  name: string;
  input: unknown;
  began: Int32Array<SharedArrayBuffer>;
}

export default async function run(task: CallTask): Promise<unknown> {
  const module = (await import(task.module)) as Record<string, (input: unknown) => unknown>;
  const call = module[task.name];
  if (!call) throw new Error(`${task.module} exports no function named ${task.name}.`);
  // From here on the caller's clock runs; loading the module is not the input's fault.
  Atomics.store(task.began, 0, 1);
  Atomics.notify(task.began, 0);
  return call(task.input);
}
