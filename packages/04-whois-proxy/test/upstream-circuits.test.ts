/** What asking teaches about servers: who is put behind the others, for how long, and who is still asked. */

import { fakeWhois, VirtualClock } from "test-harness";
import { expect, test } from "vitest";
import type { Reply, Source } from "../src/model/source.ts";
import { Circuits } from "../src/upstream/circuits.ts";
import { rdap, testAsker, NEVER, whois } from "./support/asker.ts";

const registry = rdap("https://rdap.example/domain/example.nu");
const port43 = whois("whois.example", { query: "example.nu" });
const both: readonly Source[] = [registry, port43];

const reply = (source: Source, outcome: Reply["outcome"], more: Partial<Reply> = {}): Reply => ({
  source,
  outcome,
  reason: `it is ${outcome}`,
  took: 0,
  text: "",
  ...more,
});

function circuits() {
  const clock = new VirtualClock();
  const held = new Circuits(clock);
  const fail = (source: Source, times = 1, outcome: Reply["outcome"] = "unreachable"): void => {
    for (let time = 0; time < times; time += 1) held.end(reply(source, outcome));
  };
  const isBehind = (source: Source): boolean => held.against(source) !== undefined;
  return { clock, held, fail, isBehind };
}

test.for(["unreachable", "timeout", "bad-reply", "refused", "rate-limited"] as const)(
  "Circuits puts a server that is %s behind the others, and says why",
  (outcome) => {
    const { held, fail } = circuits();
    expect(held.order(both)).toBe(both);
    fail(registry, 1, outcome);
    expect(held.order(both)).toEqual([port43, registry]);
    const wait = outcome === "rate-limited" ? 60 : 30;
    expect(held.against(registry)).toBe(`it is ${outcome}, ${wait} s more`);
    expect(held.against(port43)).toBeUndefined();
  },
);

test.for(["found", "not-found"] as const)("Circuits forgives a server that says %s", (outcome) => {
  const { held, fail, isBehind } = circuits();
  fail(registry, 3);
  fail(registry, 3, "bad-reply");
  held.end(reply(registry, outcome));
  expect(isBehind(registry)).toBe(false);
});

test.for(["query", "elsewhere"] as const)(
  "Circuits holds a bad reply that is the fault of the %s against nobody",
  (fault) => {
    const { held, isBehind } = circuits();
    held.end(reply(registry, "bad-reply", { fault }));
    expect(isBehind(registry)).toBe(false);
  },
);

test("Circuits doubles the time behind the others with each failure, up to an hour", async () => {
  const { clock, fail, isBehind } = circuits();
  for (const wait of [30, 60, 120, 240, 480, 960, 1920, 3600, 3600]) {
    fail(registry);
    await clock.advance(wait * 1000 - 1);
    expect(isBehind(registry)).toBe(true);
    await clock.advance(1);
    expect(isBehind(registry)).toBe(false);
  }
});

test("Circuits lets one question try a server again; the others go on as before until it has ended", async () => {
  const { clock, held, fail } = circuits();
  fail(registry);
  await clock.advance(30_000);
  expect(held.order(both)).toEqual(both);
  expect(held.begin(registry)).toBeUndefined();
  expect(held.order(both)).toEqual([port43, registry]);
  held.end(reply(registry, "found"));
  expect(held.order(both)).toEqual(both);
});

const at = (query: string): Source => whois("whois.example", { query });

test("Circuits closes a server for one zone only where it answers for another", () => {
  const { held, isBehind } = circuits();
  held.end(reply(at("domain example.io"), "bad-reply", { reason: "TLD is not supported." }));
  expect(isBehind(at("domain other.io"))).toBe(true);
  expect(isBehind(at("other.io/e"))).toBe(true);
  expect(isBehind(at("example.gi"))).toBe(false);
  held.end(reply(at("example.gi"), "found"));
  expect(isBehind(at("other.io"))).toBe(true);
});

test("Circuits counts a server that cannot be reached for all its zones, by port", () => {
  const { fail, isBehind } = circuits();
  fail(whois("Whois.Example", { query: "example.io" }));
  expect(isBehind(whois("whois.example", { query: "n + 192.0.2.1" }))).toBe(true);
  expect(isBehind(whois("whois.example", { port: 4321 }))).toBe(false);
  fail(rdap("https://rdap.example/a/domain/example.io"));
  expect(isBehind(rdap("https://rdap.example/b/ip/192.0.2.1"))).toBe(true);
  expect(isBehind(rdap("https://rdap.example:8443/b/ip/192.0.2.1"))).toBe(false);
});

test("Circuits does not hold what a stranger's referral met against the server of our tables", () => {
  const { fail, isBehind } = circuits();
  fail(whois("whois.example", { trusted: false }));
  expect(isBehind(whois("whois.example", { trusted: false }))).toBe(true);
  expect(isBehind(whois("whois.example"))).toBe(false);
});

test("Circuits asks a server sparingly after five failures in a row, and then once a minute at most", async () => {
  const { clock, held, fail } = circuits();
  fail(registry, 4);
  expect(held.begin(registry)).toBeUndefined();
  fail(registry);
  expect(held.begin(registry)).toEqual({
    source: registry,
    outcome: "unreachable",
    reason: "not asked for 5 s more: it is unreachable",
    took: 0,
    text: "",
  });
  for (const pause of [5, 10, 20, 40, 60, 60]) {
    await clock.advance(pause * 1000 - 1);
    expect(held.begin(registry)).toBeDefined();
    await clock.advance(1);
    expect(held.begin(registry)).toBeUndefined();
    // One question at a time.
    expect(held.begin(registry)).toBeDefined();
    fail(registry);
  }
});

test.for(["bad-reply", "refused", "rate-limited"] as const)(
  "Circuits goes on asking a server that says %s, which costs little, where it is alone",
  (outcome) => {
    const { held, fail, isBehind } = circuits();
    fail(registry, 20, outcome);
    expect(held.begin(registry)).toBeUndefined();
    expect(isBehind(registry)).toBe(true);
  },
);

test.for([
  [undefined, 60],
  [0, 0],
  [20_000, 20],
  [600_000, 600],
  [86_400_000, 3600],
] as const)(
  "Circuits keeps a server that asks to wait %s ms behind the others for %i s, and asks it where it is alone",
  async ([retryAfter, seconds]) => {
    const { clock, held, isBehind } = circuits();
    for (let time = 0; time < 20; time += 1)
      held.end(
        reply(registry, "rate-limited", { ...(retryAfter !== undefined && { retryAfter }) }),
      );
    expect(held.begin(registry)).toBeUndefined();
    expect(isBehind(registry)).toBe(seconds > 0);
    await clock.advance(seconds * 1000 - (seconds > 0 ? 1 : 0));
    expect(isBehind(registry)).toBe(seconds > 0);
    await clock.advance(1);
    expect(isBehind(registry)).toBe(false);
  },
);

const nth = (number: number): Source => whois(`whois${number}.example`);

test("Circuits remembers 10,000 servers, and forgets the oldest first", () => {
  const { fail, isBehind } = circuits();
  for (let number = 0; number <= 10_000; number += 1) fail(nth(number));
  expect([0, 1, 10_000].map((number) => isBehind(nth(number)))).toEqual([false, true, true]);
});

test("createAsk does not hold it against a server that the caller had no time for it", async () => {
  await using upstream = await fakeWhois({}, { fallback: "hang" });
  await using asker = testAsker();
  const source = whois("127.0.0.1", { port: upstream.address.port });
  const caller = new AbortController();
  const asking = asker.ask(source, caller.signal);
  await upstream.waitForAsked();
  caller.abort();
  expect(await asking).toMatchObject({ outcome: "timeout" });
  expect(asker.ask.experience?.against(source)).toBeUndefined();
  const again = asker.ask(source, NEVER);
  await upstream.waitForAsked(2);
  await asker.clock.advance(8000);
  await again;
  expect(asker.ask.experience?.against(source)).toBe("no answer within 8 s, 30 s more");
});
