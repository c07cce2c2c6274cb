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

interface Result {
  passed: number;
  failures: { test: string; message: string }[];
}

/** A file that could not even be loaded counts as one failed test; so does a run without report. */
function resultOf(file: string): Result {
  let report: Report;
  try {
    report = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    const test = path.basename(file, '.json');
    return { passed: 0, failures: [{ test, message: `It left no report: ${error}` }] };
  }
  const failures = report.testResults.flatMap(({ name, status, message, assertionResults }) => {
    const where = path.relative(projectRoot, name);
    if (status === 'failed' && assertionResults.length === 0) return [{ test: where, message }];
    return assertionResults
      .filter((assertion) => assertion.status === 'failed')
      .map(({ fullName, failureMessages }) => ({
        test: `${where}: ${fullName}`,
        message: failureMessages.join('\n'),
      }));
  });
  return { passed: report.numPassedTests, failures };
}
