/** Whether both sides give: 1 where as much comes as goes, 0 where only one side does; without any, unknown. */
export function reciprocity(incoming: number, outgoing: number): number | undefined {
  const all = incoming + outgoing;
  return all === 0 ? undefined : (2 * Math.min(incoming, outgoing)) / all;
}
