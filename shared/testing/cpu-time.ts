/**
 * Does some work and tells what it took of the processor, in milliseconds. A busy machine makes everything
 * take longer by the clock; a limit on texts that must not be read in quadratic time holds there too.
 */
export async function timed<Answer>(
  work: () => Answer | Promise<Answer>,
): Promise<{ answer: Answer; cpu: number }> {
  const before = process.cpuUsage();
  const answer = await work();
  const { user, system } = process.cpuUsage(before);
  return { answer, cpu: (user + system) / 1_000 };
}
