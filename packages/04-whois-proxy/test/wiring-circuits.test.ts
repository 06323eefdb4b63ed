/** What experience makes of the next queries: who is asked first, who is left alone, what the client is told. */

import { fakeRdap, fakeWhois, VirtualClock } from "test-harness";
import { expect, test } from "vitest";
import { headOf, sourcesOf, startProxy } from "./support/start-proxy.ts";

const RECORD = "Domain Name: EXAMPLE.NU\r\n";
const object = (path: string) => ({ objectClassName: "domain", ldhName: path.slice(8) });

/** Both protocols of one registry; what is given fails until it is told to work. */
async function world(fails: "rdap" | "whois", how: "reset" | "" | "TLD is not supported.\r\n") {
  let healthy = false;
  const web = await fakeRdap((path) =>
    fails === "rdap" && !healthy ? (how === "reset" ? how : { status: 503 }) : object(path),
  );
  const text = await fakeWhois((name) =>
    fails === "whois" && !healthy ? how : RECORD.replace("EXAMPLE.NU", name),
  );
  const clock = new VirtualClock();
  const proxy = await startProxy(
    `[zones.nu]\nwhois = "${text.hostPort}"\nrdap = ["${web.url}"]
     prefer = "${fails}"`,
    clock,
  );
  return {
    proxy,
    clock,
    heal: () => void (healthy = true),
    /** The protocols asked for a name, with ! behind those that failed. */
    async asked(name: string): Promise<string[]> {
      const { outcome, text: answer } = await proxy.answer(name);
      expect(outcome).toBe("found");
      return sourcesOf(answer).map((line) => line.replace(/ .*\)$/, "!").replace(/ .*/, ""));
    },
    async [Symbol.asyncDispose]() {
      for (const part of [proxy, text, web]) await part[Symbol.asyncDispose]();
    },
  };
}

test.for([
  ["rdap", "reset", "whois"],
  ["rdap", "", "whois"],
  ["whois", "reset", "rdap"],
  ["whois", "", "rdap"],
  ["whois", "TLD is not supported.\r\n", "rdap"],
] as const)(
  "%s that fails with %j is replaced by %s in the same query, asked after it in the next, and tried again later",
  async ([fails, how, other]) => {
    await using it = await world(fails, how);
    expect(await it.asked("a.nu")).toEqual([`${fails}!`, other]);
    expect(await it.asked("b.nu")).toEqual([other]);
    await it.clock.advance(30_000);
    expect(await it.asked("c.nu")).toEqual([`${fails}!`, other]);
    await it.clock.advance(30_000);
    expect(await it.asked("d.nu")).toEqual([other]);
    it.heal();
    await it.clock.advance(30_000);
    expect(await it.asked("e.nu")).toEqual([fails]);
    expect(await it.asked("f.nu")).toEqual([fails]);
  },
);

test.for([
  ["whois", "refuse", "unreachable: connection refused"],
  ["rdap", "refuse", "unreachable: connection refused"],
] as const)(
  "%s that cannot be reached is replaced by the other protocol",
  async ([prefer, gone, reason]) => {
    await using web = await fakeRdap(prefer === "rdap" ? gone : object);
    await using text = await fakeWhois(prefer === "whois" ? gone : () => RECORD);
    await using proxy = await startProxy(
      `[zones.nu]\nwhois = "${text.hostPort}"\nrdap = ["${web.url}"]\nprefer = "${prefer}"`,
    );
    const { outcome, text: answer } = await proxy.answer("example.nu");
    expect(outcome).toBe("found");
    expect(sourcesOf(answer)[0]).toMatch(new RegExp(`^${prefer} \\S+ \\(${reason}\\)$`));
  },
);

test("a sole source that fails is asked again by the next query, and its recovery is seen at once", async () => {
  let healthy = false;
  await using upstream = await fakeWhois(() => (healthy ? RECORD : "reset"));
  await using proxy = await startProxy(
    `[zones.nu]\nwhois = "${upstream.hostPort}"\nrdap = []`,
    new VirtualClock(),
  );
  for (const name of ["a.nu", "b.nu", "c.nu"])
    expect((await proxy.answer(name)).outcome).toBe("bad-reply");
  healthy = true;
  expect((await proxy.answer("a.nu")).outcome).toBe("found");
  expect(upstream.accepted).toBe(4);
});

test("a sole source that hangs for long is asked sparingly, and the answer says so", async () => {
  const clock = new VirtualClock();
  let healthy = false;
  await using upstream = await fakeWhois(() => (healthy ? RECORD : "hang"));
  await using proxy = await startProxy(
    `[zones.nu]\nwhois = "${upstream.hostPort}"\nrdap = []`,
    clock,
  );
  for (let number = 1; number <= 5; number += 1) {
    const answer = proxy.answer(`a${number}.nu`);
    await upstream.waitForAsked(number);
    await clock.advance(8000);
    expect((await answer).outcome).toBe("timeout");
  }
  const { outcome, text } = await proxy.answer("example.nu");
  expect(outcome).toBe("timeout");
  expect(headOf(text, "source")).toBe(
    `whois ${upstream.hostPort} (timeout: not asked for 5 s more: no answer within 8 s)`,
  );
  expect(upstream.accepted).toBe(5);
  healthy = true;
  await clock.advance(5000);
  expect((await proxy.answer("example.nu")).outcome).toBe("found");
  expect((await proxy.answer("other.nu")).outcome).toBe("found");
});

test("a registrar that hangs costs the first queries its time, and then none", async () => {
  const clock = new VirtualClock();
  await using registrar = await fakeWhois({}, { fallback: "hang" });
  await using upstream = await fakeWhois(
    (name) => `Domain Name: ${name}\r\nRegistrar WHOIS Server: whois.registrar.example\r\n`,
  );
  await using proxy = await startProxy(
    `[zones.nu]\nwhois = "${upstream.hostPort}"\nrdap = []
     [upstream]\nconnect_to = { "whois.registrar.example:43" = "${registrar.hostPort}" }`,
    clock,
  );
  for (let number = 1; number <= 5; number += 1) {
    const answer = proxy.answer(`a${number}.nu`);
    await registrar.waitForAsked(number);
    await clock.advance(8000);
    expect((await answer).outcome).toBe("found");
  }
  const { outcome, text } = await proxy.answer("a6.nu");
  expect(outcome).toBe("found");
  expect(sourcesOf(text)[1]).toMatch(
    /^whois whois\.registrar\.example \(timeout: not asked for 5 s/,
  );
});

test("a server that asks us to wait is asked after the others for so long", async () => {
  const clock = new VirtualClock();
  let busy = true;
  await using web = await fakeRdap((path) =>
    busy ? { status: 429, headers: { "retry-after": "300" } } : object(path),
  );
  await using text = await fakeWhois(() => RECORD);
  await using proxy = await startProxy(
    `[zones.nu]\nwhois = "${text.hostPort}"\nrdap = ["${web.url}"]\nprefer = "rdap"`,
    clock,
  );
  const first = await proxy.answer("a.nu");
  expect(sourcesOf(first.text)[0]).toMatch(/ \(rate-limited: HTTP 429\)$/);
  busy = false;
  await clock.advance(299_999);
  expect(sourcesOf((await proxy.answer("b.nu")).text)).toEqual([`whois ${text.hostPort}`]);
  await clock.advance(1);
  expect(sourcesOf((await proxy.answer("c.nu")).text)).toEqual([`rdap ${web.url}domain/c.nu`]);
});

test("a sole source that asks us to wait is asked again, and its own words are told", async () => {
  const words = "Query limit exceeded, try again in 2 minutes\r\n";
  await using upstream = await fakeWhois(() => words);
  await using proxy = await startProxy(
    `[zones.nu]\nwhois = "${upstream.hostPort}"\nrdap = []`,
    new VirtualClock(),
  );
  for (const name of ["a.nu", "b.nu", "c.nu", "d.nu", "e.nu", "f.nu", "g.nu"])
    expect(await proxy.answer(name)).toMatchObject({
      outcome: "rate-limited",
      retryAfter: 120_000,
      text: expect.stringContaining(words),
    });
  expect(upstream.accepted).toBe(7);
});

test("--explain shows what experience has made of the plan, asking nothing", async () => {
  await using it = await world("rdap", "reset");
  const plan = async () => (await it.proxy.answer("--explain example.nu")).text.split("\r\n");
  expect((await plan()).filter((line) => line.startsWith("  "))).toEqual([
    expect.stringMatching(/^ {2}1\. rdap /),
    expect.stringMatching(/^ {2}2\. whois /),
  ]);
  await it.asked("a.nu");
  expect((await plan()).filter((line) => line.startsWith("  "))).toEqual([
    expect.stringMatching(/^ {2}1\. whois /),
    expect.stringMatching(
      /^ {2}2\. rdap .*, behind the others for now: connection reset, 30 s more$/,
    ),
  ]);
});
