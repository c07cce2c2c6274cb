import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { projectRoot } from '../platform/config/config.ts';
import { command } from './command.ts';
import { format, generated, run, type Step, tests, types } from './steps.ts';
import { provideSystemPackages } from './system-packages.ts';

export const test = command({
  usage: 'test [--long]',
  options: { long: { type: 'boolean', default: false } },
  async run({ values: { long } }) {
    provideSystemPackages();
    const reports = mkdtempSync(path.join(os.tmpdir(), 'rapport-reports-'));
    const reportOf = (name: string) => path.join(reports, `${name}.json`);
    const env = { RAPPORT_TEST_LONG: long ? '1' : '' };

    const suites: Record<string, Step> = {
      unit: tests('tests', reportOf('unit'), { env }),
      ...(long && {
        older: tests('tests on PostgreSQL 17', reportOf('older'), {
          env: { ...env, RAPPORT_TEST_POSTGRES: '17' },
        }),
      }),
      e2e: tests('journeys in a browser', reportOf('e2e'), {
        config: 'e2e/vitest.config.ts',
        env,
      }),
    };

    const failed: string[] = [];
    for (const step of [format, ...types, generated, ...Object.values(suites)]) {
      if (!(await run(step))) failed.push(step.name);
    }
    const results = Object.keys(suites).map((name) => resultOf(reportOf(name)));
    rmSync(reports, { recursive: true });

    if (failed.length > 0) console.log(`\nNot in order: ${failed.join(', ')}.`);
    // Said again where the run ends: the first lines of a long run are the first to be lost.
    const failures = results.flatMap((result) => result.failures);
    for (const { test, message } of failures) console.log(`\n✗ ${test}\n${message}`);
    const second = results.flatMap((result) => result.passedAgain);
    if (second.length > 0)
      console.log('\nPassed only at the second try, which is a fault to be found:');
    for (const { test, message } of second) console.log(`\n↻ ${test}\n${message}`);
    const passed = results.reduce((total, result) => total + result.passed, 0);
    console.log(`\n${passed} passed, ${failures.length} failed`);
    return failed.length > 0 || failures.length > 0 ? 1 : 0;
  },
});

/** What Vitest's JSON reporter writes, as far as it is read here. */
interface Report {
  numPassedTests: number;
  testResults: {
    name: string;
    status: string;
    message: string;
    assertionResults: { fullName: string; status: string; failureMessages: string[] }[];
  }[];
}

interface Told {
  test: string;
  message: string;
}

interface Result {
  passed: number;
  failures: Told[];
  passedAgain: Told[];
}

/** A file that could not even be loaded counts as one failed test; so does a run without report. */
function resultOf(file: string): Result {
  let report: Report;
  try {
    report = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    const test = path.basename(file, '.json');
    const failures = [{ test, message: `It left no report: ${error}` }];
    return { passed: 0, failures, passedAgain: [] };
  }
  const unloaded: Told[] = [];
  const tests = report.testResults.flatMap(({ name, status, message, assertionResults }) => {
    const where = path.relative(projectRoot, name);
    if (status === 'failed' && assertionResults.length === 0)
      unloaded.push({ test: where, message });
    return assertionResults.map(({ fullName, status, failureMessages }) => ({
      status,
      told: { test: `${where}: ${fullName}`, message: failureMessages.join('\n') },
    }));
  });
  const those = (status: string) =>
    tests.filter((each) => each.status === status).map(({ told }) => told);
  return {
    passed: report.numPassedTests,
    failures: [...unloaded, ...those('failed')],
    // The report keeps what went wrong at the first try.
    passedAgain: those('passed').filter(({ message }) => message !== ''),
  };
}
