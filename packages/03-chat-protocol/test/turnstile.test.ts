import { expect, test } from "vitest";
import { Turnstile } from "../src/turnstile.ts";
import { Gate, settle } from "./recorder.ts";

test("Turnstile lets so many pass at a time, in the order in which they came", async () => {
  const turnstile = new Turnstile(2);
  const gate = new Gate();
  const begun: number[] = [];
  const work = [1, 2, 3, 4, 5].map((name) =>
    turnstile.pass(async () => {
      begun.push(name);
      await gate.wait();
      return name;
    }),
  );
  await settle();
  expect(begun).toEqual([1, 2]);
  await gate.open();
  expect(begun).toEqual([1, 2, 3]);
  await gate.open();
  await gate.open();
  expect([begun, gate.waiting]).toEqual([[1, 2, 3, 4, 5], 2]);
  while (gate.waiting > 0) await gate.open();
  expect(await Promise.all(work)).toEqual([1, 2, 3, 4, 5]);
});

test("Turnstile gives the place of work that fails to the next", async () => {
  const turnstile = new Turnstile(1);
  const failing = turnstile.pass(() => Promise.reject(new Error("as it was told")));
  const next = turnstile.pass(() => Promise.resolve("next"));
  await expect(failing).rejects.toThrow("as it was told");
  expect(await next).toBe("next");
});

test("Turnstile has its places back when all have passed", async () => {
  const turnstile = new Turnstile(2);
  const gate = new Gate();
  const pass = (): Promise<void> => turnstile.pass(() => gate.wait());
  for (let round = 0; round < 2; round += 1) {
    const work = [pass(), pass(), pass()];
    await settle();
    expect(gate.waiting).toBe(2);
    while (gate.waiting > 0) await gate.open();
    await Promise.all(work);
  }
});
