import { fullSize, bench as takeFigures } from '../../bench/main.ts';
import { command, Misuse } from './command.ts';

export const bench = command({
  usage: 'bench [--people N] [--seed S] [--only FIGURE]',
  options: {
    people: { type: 'string', default: String(fullSize) },
    seed: { type: 'string', default: '1' },
    only: { type: 'string' },
  },
  async run({ values }) {
    const [people, seed] = [Number(values.people), Number(values.seed)];
    if (!Number.isInteger(people) || people < 100) {
      throw new Misuse('--people takes a whole number from 100.');
    }
    if (!Number.isInteger(seed)) throw new Misuse('--seed takes a whole number.');
    const began = performance.now();
    const log = (line: string) =>
      console.error(`${((performance.now() - began) / 1_000).toFixed(0).padStart(5)} s  ${line}`);
    return (await takeFigures({ people, seed, only: values.only, log })) ? 0 : 1;
  },
});
