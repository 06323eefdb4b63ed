import type { Reporter, TestModule } from "vitest/node";

/**
 * Prints the plain `N passed, N failed, N skipped` as the last line of a run. Whatever makes a run
 * fail counts as failed, so that `0 failed` and an exit status of 0 always go together.
 */
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: ReadonlyArray<TestModule>, errors: ReadonlyArray<unknown>): void {
    const count = { passed: 0, failed: errors.length, skipped: 0, pending: 0 };
    for (const module of modules) {
      for (const test of module.children.allTests()) count[test.result().state] += 1;
      // What did not load, could not be prepared or left something open has no failed test.
      for (const group of [module, ...module.children.allSuites()]) {
        if (group.errors().length > 0) count.failed += 1;
      }
    }
    if (count.failed > 0) process.exitCode = 1;
    const skipped = count.skipped + count.pending;
    process.on("exit", () => {
      console.log(`\n${count.passed} passed, ${count.failed} failed, ${skipped} skipped`);
    });
  }
}
