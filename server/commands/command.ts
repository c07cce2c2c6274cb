import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';

/** A command of the command line: what it takes, and what it does with it. */
export interface Command {
  /** The line after "Usage: rapport …". */
  usage: string;
  /** Returns the exit code. Throws a Failure to end with its message. */
  run(args: string[]): Promise<number>;
}

/** Someone typed what the command does not take; the command line answers with its usage. */
export class Misuse extends Error {}

/** Binds options, as node:util's parseArgs describes them, to the function that receives them. */
export function command<const Options extends ParseArgsOptionsConfig>(definition: {
  usage: string;
  options: Options;
  /** Words that are no options; without this, none are taken. */
  takesWords?: boolean;
  run(given: {
    values: ReturnType<typeof parseArgs<{ options: Options; strict: true }>>['values'];
    words: string[];
  }): Promise<number>;
}): Command {
  const { usage, options, takesWords = false } = definition;
  return {
    usage,
    async run(args) {
      const { values, positionals } = parse();
      return definition.run({ values, words: positionals });

      function parse() {
        try {
          return parseArgs({ args, options, strict: true, allowPositionals: takesWords });
        } catch (error) {
          throw new Misuse((error as Error).message);
        }
      }
    },
  };
}
