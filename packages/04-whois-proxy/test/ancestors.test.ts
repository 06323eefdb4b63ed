/**
 * What the ancestor, uwhoisd, gets wrong. Given six first lines it answered one, took five seconds
 * for another and hung on four; an upstream's fault became the client's.
 */

import { fakeWhois, TcpClient, VirtualClock } from "test-harness";
import { expect, test } from "vitest";
import { runClient } from "./support/run-client.ts";
import { bodyOf, headOf, startProxy } from "./support/start-proxy.ts";

const RECORD = "Domain Name: EXAMPLE.NU\r\nRegistrar: Example Registrar\r\n";

/** A proxy with one zone, `nu`, behind it. */
async function proxyBefore(
  upstream: { readonly hostPort: string },
  more = "",
  clock?: VirtualClock,
) {
  const toml = `[zones.nu]\nwhois = "${upstream.hostPort}"\nrdap = []\n${more}`;
  return startProxy(toml, clock);
}

test.for([
  ["CRLF", "example.nu\r\n"],
  ["LF only", "example.nu\n"],
  ["CR NUL LF, as a telnet in binary mode sends it", "example.nu\r\0\n"],
  ["two lines at once", "example.nu\r\nexample.net\r\n"],
])("a query that ends with %s is answered", async ([, bytes]) => {
  await using upstream = await fakeWhois({ "example.nu": RECORD });
  await using proxy = await proxyBefore(upstream);
  await using client = await proxy.client();
  await client.sendRaw(bytes ?? "");
  const text = await client.readToEnd();
  expect(headOf(text, "outcome")).toBe("found");
  expect(bodyOf(text)).toBe(RECORD);
});

test("a query that ends with the end of input is answered", async () => {
  await using upstream = await fakeWhois({ "example.nu": RECORD });
  await using proxy = await proxyBefore(upstream);
  await using client = await proxy.client();
  await client.sendRaw("example.nu");
  await client.end();
  expect(bodyOf(await client.readToEnd())).toBe(RECORD);
});

test("a query that comes byte by byte is answered", async () => {
  await using upstream = await fakeWhois({ "example.nu": RECORD });
  await using proxy = await proxyBefore(upstream);
  await using client = await proxy.client();
  await client.sendRaw("example.nu\r\n", { chunk: 1 });
  expect(bodyOf(await client.readToEnd())).toBe(RECORD);
});

test.for([
  ["not UTF-8", Uint8Array.of(0xff, 0xfe, 0x62, 0x0a)],
  ["empty", "\r\n"],
  ["nothing but options", "--raw\r\n"],
  ["200 kB long", `${"x".repeat(200_000)}\r\n`],
  ["200 kB long and never ended", "x".repeat(200_000)],
] as const)("a query that is %s is a bad query, with a line of help", async ([, bytes]) => {
  await using proxy = await startProxy();
  await using client = await proxy.client();
  await client.sendRaw(bytes);
  const text = await client.readToEnd();
  expect(headOf(text, "outcome")).toBe("bad-query");
  expect(bodyOf(text)).toMatch(/^Cannot (understand|read) the query: .+\r\n/);
});

test("a client that half-closes without a word gets an answer too", async () => {
  await using proxy = await startProxy();
  await using client = await proxy.client();
  await client.end();
  expect(headOf(await client.readToEnd(), "outcome")).toBe("bad-query");
});

test("a client that asks nothing is let go after the idle time, and told", async () => {
  const clock = new VirtualClock();
  await using proxy = await startProxy('[clients]\nidle_timeout = "10s"', clock);
  await using client = await proxy.client();
  await client.sendRaw("exam");
  await clock.waitForTimer(10_000);
  await clock.advance(10_000);
  expect(headOf(await client.readToEnd(), "outcome")).toBe("timeout");
});

test("an upstream that does not resolve makes an unreachable answer", async () => {
  await using proxy = await startProxy('[zones.nu]\nwhois = "whois.invalid"\nrdap = []');
  const text = await proxy.ask("example.nu");
  expect(headOf(text, "outcome")).toBe("unreachable");
  expect(headOf(text, "source")).toMatch(/^whois whois\.invalid \(unreachable: .+\)$/);
});

test("an upstream that refuses makes an unreachable answer", async () => {
  await using upstream = await fakeWhois("refuse");
  await using proxy = await proxyBefore(upstream);
  const text = await proxy.ask("example.nu");
  expect(headOf(text, "outcome")).toBe("unreachable");
  expect(headOf(text, "source")).toBe(
    `whois ${upstream.hostPort} (unreachable: connection refused)`,
  );
});

test("an upstream that resets makes a bad reply", async () => {
  await using upstream = await fakeWhois({ "example.nu": "reset" });
  await using proxy = await proxyBefore(upstream);
  expect(headOf(await proxy.ask("example.nu"), "outcome")).toBe("bad-reply");
});

test("an upstream that says nothing makes a bad reply", async () => {
  await using upstream = await fakeWhois({ "example.nu": "" });
  await using proxy = await proxyBefore(upstream);
  expect(headOf(await proxy.ask("example.nu"), "outcome")).toBe("bad-reply");
});

test("an upstream that hangs makes a timeout after [upstream] timeout", async () => {
  const clock = new VirtualClock();
  await using upstream = await fakeWhois({ "example.nu": "hang" });
  await using proxy = await proxyBefore(upstream, '[upstream]\ntimeout = "8s"', clock);
  await using client = await proxy.client();
  await client.send("example.nu");
  await upstream.waitForAsked();
  await clock.advance(8000);
  expect(headOf(await client.readToEnd(), "outcome")).toBe("timeout");
});

test("two upstreams that hang make a timeout after [upstream] deadline", async () => {
  const clock = new VirtualClock();
  await using rdap = await fakeWhois({}, { fallback: "hang" });
  await using whois = await fakeWhois({ "example.nu": "hang" });
  const toml = `
    [zones.nu]
    whois = "${whois.hostPort}"
    rdap = ["http://${rdap.hostPort}/"]
    [upstream]
    timeout = "8s"
    deadline = "10s"`;
  await using proxy = await startProxy(toml, clock);
  await using client = await proxy.client();
  await client.send("example.nu");
  await rdap.waitForAsked();
  await clock.advance(8000);
  await whois.waitForAsked();
  await clock.advance(2000);
  const text = await client.readToEnd();
  expect(headOf(text, "outcome")).toBe("timeout");
  expect(text.match(/% source: .*\(timeout.*\)/g)).toHaveLength(2);
});

test("an answer never takes longer than the deadline, and a failure is not kept", async () => {
  let healthy = false;
  await using upstream = await fakeWhois(() => (healthy ? RECORD : "reset"));
  await using proxy = await proxyBefore(upstream);
  expect(headOf(await proxy.ask("example.nu"), "outcome")).toBe("bad-reply");
  healthy = true;
  expect(headOf(await proxy.ask("example.nu"), "outcome")).toBe("found");
});

test("a hit does not make an answer younger: a hot record is asked for again", async () => {
  const clock = new VirtualClock();
  await using upstream = await fakeWhois({ "example.nu": RECORD });
  await using proxy = await proxyBefore(upstream, '[cache]\nfound = "60s"', clock);
  for (const [wait, age] of [
    [0, "0 s, fresh for 60 s"],
    [40_000, "40 s, fresh for 20 s"],
    [20_000, "0 s, fresh for 60 s"],
  ] as const) {
    await clock.advance(wait);
    expect(headOf((await proxy.answer("example.nu")).text, "age")).toBe(age);
  }
  expect(upstream.asked).toHaveLength(2);
});

test("many who ask the same at once make one query upstream", async () => {
  await using upstream = await fakeWhois({ "example.nu": RECORD });
  await using proxy = await proxyBefore(upstream);
  const answers = await Promise.all(Array.from({ length: 50 }, () => proxy.ask("Example.NU")));
  expect(new Set(answers.map(bodyOf))).toEqual(new Set([RECORD]));
  expect(upstream.asked).toEqual(["example.nu"]);
});

test("the real nc gets its answer with LF and a half-close, and the real telnet with CRLF", async () => {
  await using upstream = await fakeWhois({ "example.nu": RECORD });
  await using proxy = await proxyBefore(upstream);
  const port = String(proxy.port);
  const nc = await runClient("nc", ["-N", "127.0.0.1", port], "example.nu\n", "end");
  expect(bodyOf(nc)).toBe(RECORD);
  const telnet = await runClient("telnet", ["127.0.0.1", port], "example.nu\n", "stay");
  expect(telnet.replaceAll("\r", "")).toContain(`\n\n${RECORD.replaceAll("\r", "")}`);
});

test("a client that is one too many is told so", async () => {
  await using proxy = await startProxy("[clients]\nmax_connections_per_client = 1");
  await using first = await proxy.client();
  await using second = await proxy.client();
  expect(headOf(await second.readToEnd(), "outcome")).toBe("overloaded");
  await first.send("help");
  expect(headOf(await first.readToEnd(), "outcome")).toBe("found");
  await using third = await TcpClient.connect({ host: "127.0.0.1", port: proxy.port });
  await third.send("help");
  expect(headOf(await third.readToEnd(), "outcome")).toBe("found");
});
