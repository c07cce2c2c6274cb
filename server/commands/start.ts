import { main } from '../main.ts';
import { command } from './command.ts';

export const start = command({
  usage: 'start',
  options: {},
  async run() {
    await main();
    return 0;
  },
});
