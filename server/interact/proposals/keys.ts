import { hash } from 'node:crypto';

/** Names a proposal for as long as its message says the same. */
export const keyOf = (kind: string, said: string): string =>
  `${kind}:${hash('sha256', said.toLowerCase().replaceAll(/\s+/g, ' ')).slice(0, 24)}`;
