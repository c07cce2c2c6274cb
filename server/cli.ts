import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Refusal } from '../shared/platform/errors.ts';
import { type Command, Misuse } from './commands/command.ts';
import { projectRoot } from './platform/config/config.ts';
import { Failure } from './platform/failure.ts';

interface Entry {
  summary: string;
  load(): Promise<Command>;
}

/** Each command is loaded only when it is called: `start` must not wait for the tests' tools. */
const commands: Record<string, Entry> = {
  start: {
    summary: 'starts the server and its database',
    load: async () => (await import('./commands/start.ts')).start,
  },
  doctor: {
    summary: 'checks the installation and that its data is consistent',
    load: async () => (await import('./commands/doctor.ts')).doctor,
  },
  import: {
    summary: 'takes over contacts, mail and calendars from files and folders',
    load: async () => (await import('./commands/import.ts')).importFiles,
  },
  export: {
    summary: 'writes people, companies or meetings into a file, as a user sees them',
    load: async () => (await import('./commands/export.ts')).exportList,
  },
  'user add': {
    summary: 'adds a user, or the owner on the first run',
    load: async () => (await import('./commands/user.ts')).userAdd,
  },
  'user unlock': {
    summary: 'lets a user try again after too many wrong passwords',
    load: async () => (await import('./commands/user.ts')).userUnlock,
  },
  'user password': {
    summary: 'replaces a forgotten password',
    load: async () => (await import('./commands/user.ts')).userPassword,
  },
  'user reset-second-factor': {
    summary: 'takes away a lost authenticator app and passkeys',
    load: async () => (await import('./commands/user.ts')).userResetSecondFactor,
  },
  'token add': {
    summary: 'makes an API token for a user',
    load: async () => (await import('./commands/token.ts')).tokenAdd,
  },
  backup: {
    summary: 'writes everything into one file while the server works',
    load: async () => (await import('./commands/backup.ts')).backup,
  },
  restore: {
    summary: 'fills an empty installation with a backup',
    load: async () => (await import('./commands/restore.ts')).restore,
  },
  seed: {
    summary: 'makes a synthetic company of any size, for trials and benchmarks',
    load: async () => (await import('./commands/seed.ts')).seed,
  },
  bench: {
    summary: 'measures the speed of everything on a synthetic company',
    load: async () => (await import('./commands/bench.ts')).bench,
  },
  dev: {
    summary: 'starts server and web app for development; both follow changes of their files',
    load: async () => (await import('./commands/dev.ts')).dev,
  },
  check: {
    summary: 'checks format, lint, types and generated files',
    load: async () => (await import('./commands/check.ts')).check,
  },
  test: {
    summary: 'runs every check and every test',
    load: async () => (await import('./commands/test.ts')).test,
  },
};

// A launcher that is killed cannot pass the signal on; the end of its channel tells us.
if (process.channel) {
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  process.channel.unref();
}

process.exitCode = await run(process.argv.slice(2));

async function run(args: string[]): Promise<number> {
  const [first = 'help', second] = args;
  if (['help', '--help', '-h'].includes(first)) return help();
  if (['version', '--version', '-v'].includes(first)) return version();

  // "user add" is one command of two words.
  const name = [`${first} ${second}`, first].find((each) => each in commands);
  const entry = name && commands[name];
  if (!name || !entry) return misused(`There is no command "${first}".`);

  const command = await entry.load();
  const usage = `Usage: node bin/rapport.js ${command.usage}`;
  const rest = args.slice(name.split(' ').length);
  if (rest.includes('--help') || rest.includes('-h')) {
    console.log(`rapport ${name} ${entry.summary}.\n${usage}`);
    return 0;
  }
  try {
    return await command.run(rest);
  } catch (error) {
    if (error instanceof Misuse) return misused(error.message, usage);
    if (!(error instanceof Failure || error instanceof Refusal)) throw error;
    console.error(error.message);
    if (rest.includes('--json')) {
      const code = error instanceof Refusal ? error.code : 'failed';
      console.log(JSON.stringify({ error: { code, message: error.message } }));
    }
    return 1;
  }
}

function misused(message: string, usage = 'See: node bin/rapport.js help'): number {
  console.error(`${message}\n${usage}`);
  return 2;
}

function help(): number {
  const width = Math.max(...Object.keys(commands).map((name) => name.length));
  console.log('Usage: node bin/rapport.js COMMAND [--help]\n');
  for (const [name, { summary }] of Object.entries(commands)) {
    console.log(`  ${name.padEnd(width)}  ${summary}`);
  }
  return 0;
}

function version(): number {
  const { version } = JSON.parse(readFileSync(path.join(projectRoot, 'package.json'), 'utf8'));
  console.log(`Rapport ${version}, Node ${process.versions.node}`);
  return 0;
}
