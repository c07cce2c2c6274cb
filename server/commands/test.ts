import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
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
    const counts = Object.keys(suites).map((name) => count(reportOf(name)));
    rmSync(reports, { recursive: true });

    if (failed.length > 0) console.log(`\nNot in order: ${failed.join(', ')}.`);
    const sum = (part: 'passed' | 'failed') =>
      counts.reduce((total, each) => total + each[part], 0);
    console.log(`\n${sum('passed')} passed, ${sum('failed')} failed`);
    return failed.length > 0 || sum('failed') > 0 ? 1 : 0;
  },
});

interface Report {
  numPassedTests: number;
  numFailedTests: number;
  testResults: { status: string; assertionResults: unknown[] }[];
}

/** A file that could not even be loaded counts as one failed test; so does a run without report. */
function count(file: string): { passed: number; failed: number } {
  let report: Report;
  try {
    report = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return { passed: 0, failed: 1 };
  }
  const notLoaded = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  );
  return { passed: report.numPassedTests, failed: report.numFailedTests + notLoaded.length };
}
