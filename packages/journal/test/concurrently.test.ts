import { expect, test } from "vitest";
import { concurrently } from "../src/concurrently.ts";

test("concurrently does so many things at once, and keeps the order of the results", async () => {
  const running: number[] = [];
  const finish: (() => void)[] = [];
  const all = concurrently([1, 2, 3], 2, async (item) => {
    running.push(item);
    await new Promise<void>((resolve) => {
      finish[item] = resolve;
    });
    return item * 10;
  });
  expect(running).toEqual([1, 2]);
  finish[2]?.();
  await new Promise((resolve) => {
    setImmediate(resolve);
  });
  expect(running).toEqual([1, 2, 3]);
  finish[1]?.();
  finish[3]?.();
  expect(await all).toEqual([10, 20, 30]);
});

test("concurrently rejects with the first failure", async () => {
  const failing = concurrently([1], 4, () => Promise.reject(new Error("no")));
  await expect(failing).rejects.toThrow("no");
});
