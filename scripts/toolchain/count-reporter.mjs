import { writeFileSync } from 'node:fs';

/** Jest reporter: leaves the numbers of a run in the file LAUFZETTEL_TEST_COUNTS names, so that several runs can close with one line. */
export default class CountReporter {
  onRunComplete(_contexts, results) {
    // A file that cannot even be loaded has no tests that could fail; it counts as one that did.
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    const counts = { passed: results.numPassedTests, failed, skipped: results.numPendingTests + results.numTodoTests };
    writeFileSync(process.env.LAUFZETTEL_TEST_COUNTS, JSON.stringify(counts));
  }
}
