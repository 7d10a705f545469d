import type { Reporter, TestCase } from 'vitest/node';

declare module 'vitest' {
  interface TaskMeta {
    /** Why the test was skipped. */
    skipNote?: string;
  }
}

/** Hands the reasons of skipped tests to the JSON report, which keeps no other place for them than a test's own data. */
export default class SkipNotesReporter implements Reporter {
  onTestCaseResult(test: TestCase): void {
    const result = test.result();
    if (result.state === 'skipped' && result.note !== undefined) test.meta().skipNote = result.note;
  }
}
