import type { Reporter, TestModule, Vitest } from "vitest/node";

/** Fails the run on leaked sockets and timers, and prints the plain `N passed, N failed, N skipped` last. */
export default class ClosingLine implements Reporter {
  #vitest: Vitest | undefined;

  onInit(vitest: Vitest): void {
    this.#vitest = vitest;
  }

  onTestRunEnd(modules: ReadonlyArray<TestModule>, errors: ReadonlyArray<unknown>): void {
    const count = { passed: 0, failed: 0, skipped: 0, pending: 0 };
    for (const module of modules) {
      for (const test of module.children.allTests()) count[test.result().state] += 1;
      // A file that did not load has no tests to count, yet it failed.
      if (module.errors().length > 0) count.failed += 1;
    }
    const leaks = this.#vitest?.state.leakSet.size ?? 0;
    count.failed += errors.length + leaks;
    if (count.failed > 0) process.exitCode = 1;
    const skipped = count.skipped + count.pending;
    process.on("exit", () => {
      console.log(`\n${count.passed} passed, ${count.failed} failed, ${skipped} skipped`);
    });
  }
}
