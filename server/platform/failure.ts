/**
 * A problem the person in front of the terminal can act on: its message says what happened, what
 * was kept and what to do. It is printed without a stack; anything else is a fault of ours.
 */
export class Failure extends Error {
  override name = 'Failure';
}

/** What the ground writes while it works; a pino logger fits, and so does the console. */
export interface Log {
  info(message: string): void;
  warn(message: string): void;
}
