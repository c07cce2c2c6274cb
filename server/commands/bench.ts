import { fullSize, bench as takeFigures } from '../../bench/main.ts';
import { command, Misuse } from './command.ts';

export const bench = command({
  usage: 'bench [--people N] [--activities EACH] [--seed S] [--only FIGURES]',
  options: {
    people: { type: 'string', default: String(fullSize) },
    activities: { type: 'string', default: '10' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string' },
  },
  async run({ values }) {
    const [people, seed, activitiesEach] = [values.people, values.seed, values.activities].map(
      Number,
    ) as [number, number, number];
    if (!Number.isInteger(people) || people < 100) {
      throw new Misuse('--people takes a whole number from 100.');
    }
    if (!Number.isInteger(activitiesEach) || activitiesEach < 1) {
      throw new Misuse('--activities takes a whole number from 1: so many a person.');
    }
    if (!Number.isInteger(seed)) throw new Misuse('--seed takes a whole number.');
    const began = performance.now();
    const log = (line: string) =>
      console.error(`${((performance.now() - began) / 1_000).toFixed(0).padStart(5)} s  ${line}`);
    const only = values.only?.split(',').map((name) => name.trim());
    return (await takeFigures({ people, activitiesEach, seed, only, log })) ? 0 : 1;
  },
});
