import { command } from './command.ts';
import { format, generated, run, types } from './steps.ts';

export const check = command({
  usage: 'check',
  options: {},
  async run() {
    const failed: string[] = [];
    for (const step of [format, ...types, generated]) {
      if (!(await run(step))) failed.push(step.name);
    }
    console.log(failed.length > 0 ? `\nNot in order: ${failed.join(', ')}.` : '\nAll in order.');
    return failed.length > 0 ? 1 : 0;
  },
});
