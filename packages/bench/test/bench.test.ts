import { startProgram } from "test-harness";
import { expect, test } from "vitest";
import { median } from "../src/measure.ts";

test("median is the middle value, and of an even number the lower middle", () => {
  expect(median([3, 1, 2])).toBe(2);
  expect(median([4, 1, 3, 2])).toBe(2);
  expect(() => median([])).toThrow("Cannot take the median of no values");
});

test("the benchmark runs every load on ours and on its peer, and prints their ratios", async () => {
  await using bench = await startProgram("bench", ["--rounds", "1", "--scale", "0.001"], {
    ready: 0,
  });
  expect(await bench.exit).toEqual({ code: 0, signal: null });
  const ratios = bench.stdout.match(/throughput \d+\.\d\d of its peer's \(.+\), CPU per unit .+/g);
  expect(ratios).toHaveLength(3);
});

test("the benchmark refuses rounds that are no number with its usage and status 2", async () => {
  await using bench = await startProgram("bench", ["--rounds", "x"], { ready: 0 });
  expect(await bench.exit).toEqual({ code: 2, signal: null });
  expect(bench.stderr).toContain('Cannot use --rounds "x"');
});
