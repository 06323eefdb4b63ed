import { VirtualClock } from "test-harness";
import { expect, test } from "vitest";
import { AnswerCache, type Fetched } from "../src/cache/answer-cache.ts";

const MINUTE = 60_000;

function setUp(options: Partial<ConstructorParameters<typeof AnswerCache>[0]> = {}) {
  const clock = new VirtualClock();
  const cache = new AnswerCache<string>({
    clock,
    maxSize: 10_000,
    stale: 60 * MINUTE,
    staleAfter: 1800,
    ...options,
  });
  return { clock, cache };
}

const kept = (value: string, bytes = 10): Fetched<string> => ({
  value,
  freshFor: MINUTE,
  keep: true,
  bytes,
});
const failed = (value: string): Fetched<string> => ({ value, freshFor: 0, keep: false, bytes: 10 });

/** A fetch that counts its calls and brings what the test says, when the test says. */
function upstream() {
  const flights: PromiseWithResolvers<Fetched<string>>[] = [];
  const fetch = () => {
    const flight = Promise.withResolvers<Fetched<string>>();
    flights.push(flight);
    return flight.promise;
  };
  return { flights, fetch };
}

test("AnswerCache gives a fresh answer without asking, and a hit does not make it younger", async () => {
  const { clock, cache } = setUp();
  await cache.get("a", async () => kept("one"));
  await clock.advance(30_000);
  expect(await cache.get("a", () => Promise.reject(new Error("asked")))).toEqual({
    value: "one",
    age: 30_000,
    freshFor: MINUTE,
    stale: false,
    origin: "cached",
  });
  await clock.advance(30_000);
  expect(await cache.get("a", async () => kept("two"))).toMatchObject({ value: "two", age: 0 });
});

test("AnswerCache shares one flight among all who ask for the same key", async () => {
  const { cache } = setUp();
  const { flights, fetch } = upstream();
  const all = [cache.get("a", fetch), cache.get("a", fetch), cache.get("b", fetch)];
  expect(flights).toHaveLength(2);
  flights[0]?.resolve(kept("A"));
  flights[1]?.resolve(kept("B"));
  expect((await Promise.all(all)).map(({ value, origin }) => `${value} ${origin}`)).toEqual([
    "A fresh",
    "A shared",
    "B fresh",
  ]);
});

test("AnswerCache never keeps a failure", async () => {
  const { cache } = setUp();
  expect(await cache.get("a", async () => failed("timeout"))).toMatchObject({ value: "timeout" });
  expect(await cache.get("a", async () => kept("one"))).toMatchObject({
    value: "one",
    origin: "fresh",
  });
});

test("AnswerCache serves stale when upstream fails, until it is too old", async () => {
  const { clock, cache } = setUp();
  await cache.get("a", async () => kept("one"));
  await clock.advance(2 * MINUTE);
  expect(await cache.get("a", async () => failed("timeout"))).toEqual({
    value: "one",
    age: 2 * MINUTE,
    freshFor: MINUTE,
    stale: true,
    origin: "stale",
    failure: "timeout",
  });
  expect(await cache.get("a", () => Promise.reject(new Error("broken")))).toMatchObject({
    stale: true,
  });
  await clock.advance(60 * MINUTE);
  expect(await cache.get("a", async () => failed("timeout"))).toMatchObject({ value: "timeout" });
});

test("AnswerCache serves stale when upstream dawdles, and keeps what it brings afterwards", async () => {
  const { clock, cache } = setUp();
  const { flights, fetch } = upstream();
  await cache.get("a", async () => kept("one"));
  await clock.advance(2 * MINUTE);
  const waiting = cache.get("a", fetch);
  await clock.advance(1800);
  expect(await waiting).toMatchObject({ value: "one", stale: true });
  flights[0]?.resolve(kept("two"));
  await clock.advance(1);
  expect(await cache.get("a", fetch)).toMatchObject({ value: "two", origin: "cached" });
  expect(flights).toHaveLength(1);
  expect(clock.pending).toBe(0);
});

test("AnswerCache goes around itself when told to, and keeps what that brings", async () => {
  const { cache } = setUp();
  await cache.get("a", async () => kept("one"));
  expect(await cache.get("a", async () => kept("two"), { around: true })).toMatchObject({
    value: "two",
  });
  expect(await cache.get("a", async () => kept("three"))).toMatchObject({ value: "two" });
});

test("AnswerCache drops the least recently used when it is full", async () => {
  const { cache } = setUp({ maxSize: 100 });
  for (const key of ["a", "b"]) await cache.get(key, async () => kept(key, 40));
  await cache.get("a", async () => kept("again"));
  await cache.get("c", async () => kept("c", 40));
  expect(cache.size).toBeLessThanOrEqual(100);
  expect(await cache.get("a", async () => kept("new"))).toMatchObject({ value: "a" });
  expect(await cache.get("b", async () => kept("new"))).toMatchObject({ value: "new" });
});

test("AnswerCache gives what is larger than all its room, without keeping it", async () => {
  const { cache } = setUp({ maxSize: 100 });
  expect(await cache.get("a", async () => kept("huge", 500))).toMatchObject({ value: "huge" });
  expect(cache.size).toBe(0);
});

test("AnswerCache lets a rejected flight go: the next one asks again", async () => {
  const { cache } = setUp();
  await expect(cache.get("a", () => Promise.reject(new Error("broken")))).rejects.toThrow("broken");
  expect(await cache.get("a", async () => kept("one"))).toMatchObject({ value: "one" });
});
