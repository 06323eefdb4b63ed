/** Comparing as vitest does, so that an expectation of the harness counts as one of its assertions. */
import { expect as assertThat } from "vitest";

/** Throws vitest's assertion error, with its difference, unless the text fits. */
export function compare(received: string, expected: string | RegExp): void {
  if (typeof expected === "string") assertThat(received).toBe(expected);
  else assertThat(received).toMatch(expected);
}
