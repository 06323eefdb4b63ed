import { join } from "node:path";
import type { TestProjectInlineConfiguration } from "vitest/config";

/** What every package's tests share. A package adds only its name. */
export const shared = {
  test: {
    environment: "node",
    include: ["test/**/*.test.ts"],
    setupFiles: [join(import.meta.dirname, "vitest.leaks.ts")],
    // Real sockets and timers: one process per file keeps one file's handles from another's.
    pool: "forks",
    // A guard against hanging only; no test asserts on the wall clock.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    restoreMocks: true,
    expect: { requireAssertions: true },
  },
} satisfies TestProjectInlineConfiguration;
