/**
 * The order of the floors. A room imports from floors below it and from its own wing; never upward, never
 * in a circle. `models` and `shared` stand on the ground. This list is the only place that says so.
 */
export const floors: readonly (readonly string[])[] = [
  ['platform'],
  ['strategy'],
  ['identify'],
  ['interact'],
  ['understand'],
  ['sell', 'serve'],
  ['differentiate'],
  ['market'],
  ['steer'],
];
