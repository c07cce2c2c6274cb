import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { expect, test } from 'vitest';

function rapport(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [path.join(import.meta.dirname, 'cli.ts'), ...args],
    { encoding: 'utf8', env: { ...process.env, PORT: 'thirty' } },
  );
  return { status, stdout, stderr };
}

test('without a command, it lists what there is', () => {
  expect(rapport()).toMatchObject({ status: 0, stdout: expect.stringContaining('start') });
});

test.each([[['strat']], [['doctor', '--sql-rules']], [['check', 'everything']]])(
  'a mistyped %o changes nothing and says how it is spelled',
  (args) => {
    expect(rapport(...args)).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('node bin/rapport.js'),
    });
  },
);

test('a wrong environment ends with a sentence, not with a stack', () => {
  const { status, stderr } = rapport('doctor');
  expect(status).toBe(1);
  expect(stderr).toContain('PORT is "thirty"');
  expect(stderr).not.toContain('    at ');
});

test('the doctor prints the roles for a server of one’s own, passwords and all', () => {
  const { status, stdout } = rapport('doctor', '--sql-roles');
  expect(status).toBe(0);
  expect(stdout).toMatch(/alter role rapport_app login noinherit password '[\w-]{32}';/);
});
