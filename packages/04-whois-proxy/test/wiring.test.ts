/** Every limit of the configuration file reaches the part that keeps it: each is set here, and reached. */

import { fakeRdap, fakeWhois, VirtualClock } from "test-harness";
import { expect, test } from "vitest";
import { deafServer } from "./support/deaf-server.ts";
import { bodyOf, domain, headOf, sourcesOf, startProxy } from "./support/start-proxy.ts";

const RECORD = "Domain Name: example.nu\r\n";

/** `[zones.nu]` with a port-43 server, an RDAP server, or both. */
const zone = (whois?: string, rdap?: string): string =>
  `[zones.nu]\nwhois = "${whois ?? "none"}"\nrdap = [${rdap === undefined ? "" : `"${rdap}"`}]\n`;

/** The text, made exactly so many bytes long. */
const padded = (text: string, bytes: number): string =>
  `${text}${"Remark: padding\r\n".repeat(bytes)}`.slice(0, bytes);

test("[upstream] allow_addresses opens the private networks that it names to referrals, and no others", async () => {
  await using registry = await fakeWhois({
    "inside.nu": "Domain Name: INSIDE.NU\r\nRegistrar WHOIS Server: 127.0.0.2\r\n",
    "beside.nu": "Domain Name: BESIDE.NU\r\nRegistrar WHOIS Server: 127.0.1.2\r\n",
  });
  // Nobody listens on port 43 here, so a dial that is let through is refused by the system.
  const dialled = "whois 127.0.0.2 (unreachable: connection refused)";
  await using closed = await startProxy(zone(registry.hostPort));
  await using open = await startProxy(
    `${zone(registry.hostPort)}[upstream]\nallow_addresses = ["127.0.0.2/32"]`,
  );
  const second = async (proxy: typeof open, query: string) => sourcesOf(await proxy.ask(query))[1];
  expect(await second(open, "inside.nu")).toBe(dialled);
  expect(await second(closed, "inside.nu")).toMatch(/^whois 127\.0\.0\.2 \(unreachable: /);
  expect(await second(closed, "inside.nu")).not.toBe(dialled);
  expect(await second(open, "beside.nu")).toMatch(/^whois 127\.0\.1\.2 \(unreachable: /);
  expect(await second(open, "beside.nu")).not.toContain("connection refused");
});

test("[upstream] allow_addresses opens no other ports", async () => {
  await using secret = await fakeWhois({}, { fallback: RECORD });
  await using registry = await fakeWhois({
    "example.nu": `${RECORD}Registrar WHOIS Server: ${secret.hostPort}\r\n`,
  });
  await using proxy = await startProxy(
    `${zone(registry.hostPort)}[upstream]\nallow_addresses = ["127.0.0.0/8"]`,
  );
  const text = await proxy.ask("example.nu");
  expect(headOf(text, "outcome")).toBe("found");
  expect(sourcesOf(text)[1]).toMatch(/ \(unreachable: /);
  expect(secret.accepted).toBe(0);
});

test.for([
  [2048, "found"],
  [2049, "bad-reply"],
] as const)(
  "[upstream] max_reply of 2 KiB: a WHOIS reply of %i bytes is %s",
  async ([bytes, outcome]) => {
    await using whois = await fakeWhois({ "example.nu": padded(RECORD, bytes) });
    await using proxy = await startProxy(`${zone(whois.hostPort)}[upstream]\nmax_reply = "2KiB"`);
    expect(headOf(await proxy.ask("example.nu"), "outcome")).toBe(outcome);
  },
);

test.for([
  [2048, "found"],
  [2049, "bad-reply"],
] as const)(
  "[upstream] max_reply of 2 KiB: an RDAP reply of %i bytes is %s",
  async ([bytes, outcome]) => {
    const body = JSON.stringify(domain("example.nu")).padEnd(bytes, " ");
    await using rdap = await fakeRdap({
      "/domain/example.nu": { body, contentType: "application/rdap+json" },
    });
    await using proxy = await startProxy(
      `${zone(undefined, rdap.url)}[upstream]\nmax_reply = "2KiB"`,
    );
    expect(headOf(await proxy.ask("example.nu"), "outcome")).toBe(outcome);
  },
);

test("[upstream] connect_timeout ends a dial that nobody takes", async () => {
  const clock = new VirtualClock();
  await using deaf = await deafServer();
  await using proxy = await startProxy(
    `${zone(deaf.hostPort)}[upstream]\nconnect_timeout = "1234ms"`,
    clock,
  );
  const answer = proxy.answer("example.nu");
  await clock.waitForTimer(1234);
  await clock.advance(1234);
  expect(await answer).toMatchObject({ outcome: "timeout" });
  expect(clock.now()).toBe(1234);
  expect(clock.pending).toBe(0);
});

test("[upstream] timeout ends a hop that says nothing", async () => {
  const clock = new VirtualClock();
  await using whois = await fakeWhois({ "example.nu": "hang" });
  await using proxy = await startProxy(
    `${zone(whois.hostPort)}[upstream]\ntimeout = "2345ms"`,
    clock,
  );
  const answer = proxy.answer("example.nu");
  await whois.waitForAsked();
  await clock.waitForTimer(2345);
  await clock.advance(2345);
  expect(await answer).toMatchObject({ outcome: "timeout" });
});

test("[upstream] deadline ends the whole answer: a source that has had no turn is not asked", async () => {
  const clock = new VirtualClock();
  await using rdap = await fakeRdap({ "/domain/example.nu": "hang" });
  await using whois = await fakeWhois({ "example.nu": RECORD });
  await using proxy = await startProxy(
    `${zone(whois.hostPort, rdap.url)}[upstream]\ntimeout = "8s"\ndeadline = "3456ms"`,
    clock,
  );
  const answer = proxy.answer("example.nu");
  await rdap.waitForAsked();
  await clock.waitForTimer(3456);
  await clock.advance(3456);
  const { outcome, text } = await answer;
  expect(outcome).toBe("timeout");
  expect(sourcesOf(text)).toEqual([expect.stringMatching(/^rdap \S+ \(timeout/)]);
  expect(whois.accepted).toBe(0);
  expect(clock.pending).toBe(0);
});

test("[upstream] deadline ends all sources together, however many hang", async () => {
  const clock = new VirtualClock();
  const whois = await fakeWhois({}, { fallback: "hang" });
  const bases = await Promise.all([1, 2, 3].map(() => fakeRdap(() => "hang")));
  await using fakes = new AsyncDisposableStack();
  for (const fake of [whois, ...bases]) fakes.use(fake);
  await using proxy = await startProxy(
    `[zones.nu]\nwhois = "${whois.hostPort}"\nrdap = [${bases.map(({ url }) => `"${url}"`).join()}]
     [upstream]\ntimeout = "8s"\ndeadline = "20s"`,
    clock,
  );
  const answer = proxy.answer("example.nu");
  for (const [index, rdap] of bases.entries()) {
    await rdap.waitForAsked();
    await clock.advance(index < 2 ? 8000 : 4000);
  }
  const { outcome, text } = await answer;
  expect(outcome).toBe("timeout");
  expect(sourcesOf(text)).toEqual(
    bases.map(({ url }) => expect.stringContaining(`rdap ${url}domain/example.nu (timeout`)),
  );
  expect(whois.accepted).toBe(0);
});

test("[upstream] deadline leaves what the registry said when its registrar hangs", async () => {
  const clock = new VirtualClock();
  await using registrar = await fakeWhois({ "example.nu": "hang" });
  await using registry = await fakeWhois({
    "example.nu": `${RECORD}Registrar WHOIS Server: whois.registrar.example\r\n`,
  });
  await using proxy = await startProxy(
    `${zone(registry.hostPort)}[upstream]\ndeadline = "3456ms"
     connect_to = { "whois.registrar.example:43" = "${registrar.hostPort}" }`,
    clock,
  );
  const answer = proxy.answer("example.nu");
  await registrar.waitForAsked();
  await clock.advance(3456);
  const { outcome, text } = await answer;
  expect(outcome).toBe("found");
  expect(bodyOf(text)).toContain(RECORD);
  expect(sourcesOf(text)[1]).toMatch(/^whois whois\.registrar\.example \(timeout/);
});

test.for([
  ["found", RECORD, "7m"],
  ["not_found", "No match for example.nu\r\n", "11s"],
] as const)("[cache] %s says how long such an answer is fresh", async ([key, reply, time]) => {
  const clock = new VirtualClock();
  const ms = time === "7m" ? 420_000 : 11_000;
  await using whois = await fakeWhois({ "example.nu": reply });
  await using proxy = await startProxy(`${zone(whois.hostPort)}[cache]\n${key} = "${time}"`, clock);
  const { text } = await proxy.answer("example.nu");
  expect(headOf(text, "age")).toBe(`0 s, fresh for ${ms / 1000} s`);
  await clock.advance(ms - 1);
  expect(await proxy.answer("example.nu")).toMatchObject({ origin: "cached" });
  await clock.advance(1);
  expect(await proxy.answer("example.nu")).toMatchObject({ origin: "fresh" });
});

test("[cache] stale says how long an answer stands in for a failing server", async () => {
  const clock = new VirtualClock();
  let healthy = true;
  await using whois = await fakeWhois(() => (healthy ? RECORD : "reset"));
  await using proxy = await startProxy(
    `${zone(whois.hostPort)}[cache]\nfound = "1m"\nstale = "90s"`,
    clock,
  );
  await proxy.answer("example.nu");
  healthy = false;
  await clock.advance(149_999);
  expect(await proxy.answer("example.nu")).toMatchObject({ outcome: "found", origin: "stale" });
  await clock.advance(1);
  expect(await proxy.answer("example.nu")).toMatchObject({ outcome: "bad-reply", origin: "fresh" });
});

test("[cache] stale_after says how long upstream is waited for when a stale answer is there", async () => {
  const clock = new VirtualClock();
  let healthy = true;
  await using whois = await fakeWhois(() => (healthy ? RECORD : "hang"));
  await using proxy = await startProxy(
    `${zone(whois.hostPort)}[cache]\nfound = "1m"\nstale_after = "567ms"`,
    clock,
  );
  await proxy.answer("example.nu");
  healthy = false;
  await clock.advance(60_000);
  const answer = proxy.answer("example.nu");
  await whois.waitForAsked(2);
  await clock.waitForTimer(567);
  await clock.advance(567);
  expect(await answer).toMatchObject({ outcome: "found", origin: "stale" });
});

test("[cache] max_size bounds what is kept: the least recently used goes first", async () => {
  // Each answer is kept once, as the bytes that go over the wire: two of 16 KiB have room, not three.
  await using whois = await fakeWhois((name) => padded(`Domain Name: ${name}\r\n`, 16_384));
  await using proxy = await startProxy(`${zone(whois.hostPort)}[cache]\nmax_size = "40KiB"`);
  const origins = async (...names: string[]) => {
    const seen: string[] = [];
    for (const name of names) seen.push((await proxy.answer(name)).origin);
    return seen;
  };
  expect(await origins("a.nu", "b.nu", "a.nu")).toEqual(["fresh", "fresh", "cached"]);
  expect(await origins("c.nu", "a.nu", "b.nu")).toEqual(["fresh", "cached", "fresh"]);
});

test.for([
  [20, "found"],
  [21, "bad-query"],
] as const)(
  "[clients] max_query_bytes of 20: a line of %i bytes before its end is %s",
  async ([bytes, outcome]) => {
    await using proxy = await startProxy("[clients]\nmax_query_bytes = 20");
    for (const end of ["\r\n", "\n"]) {
      await using client = await proxy.client();
      await client.sendRaw("help".padEnd(bytes, " ") + end);
      expect(headOf(await client.readToEnd(), "outcome")).toBe(outcome);
    }
  },
);

test("[clients] max_query_bytes counts bytes, not characters", async () => {
  await using whois = await fakeWhois({}, { fallback: RECORD });
  await using proxy = await startProxy(`${zone(whois.hostPort)}[clients]\nmax_query_bytes = 15`);
  // Of 15 bytes each, but of 15 and 13 characters.
  for (const query of ["example-name.nu", "ääxamples1.nu"])
    expect(headOf(await proxy.ask(query), "outcome")).toBe("found");
  // 14 characters of 16 bytes.
  expect(headOf(await proxy.ask("ääxamples12.nu"), "outcome")).toBe("bad-query");
});
