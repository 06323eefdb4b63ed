/** Whatever hangs upstream hangs for as long as `[upstream] timeout` says, and leaves nothing behind. */

import { once } from "node:events";
import { createServer } from "02-echo-server";
import { fakeRdap, fakeWhois, turn, VirtualClock } from "test-harness";
import { expect, test } from "vitest";
import type { Source } from "../src/model/source.ts";
import { createAsk } from "../src/upstream/ask.ts";
import { createDialer, type Dialer } from "../src/upstream/dialer.ts";
import { NEVER, rdap, testAsker, type TestAskerOptions, whois } from "./support/asker.ts";
import { deafServer } from "./support/deaf-server.ts";

const HOP = { outcome: "timeout", reason: "no answer within 8 s", took: 8000, text: "" };
const DIAL = { outcome: "timeout", reason: "no connection within 3 s", took: 3000, text: "" };

/** Asks, and lets the given times pass one by one; `ready` says when the hang has begun. */
async function askFor(
  source: Source,
  times: readonly number[],
  { ready, ...options }: TestAskerOptions & { readonly ready?: () => Promise<unknown> },
) {
  await using asker = testAsker(options);
  const asking = asker.ask(source, NEVER);
  await ready?.();
  for (const ms of times) {
    await asker.clock.waitForTimer();
    await asker.clock.advance(ms);
  }
  const reply = await asking;
  expect(asker.clock.pending).toBe(0);
  return reply;
}

test("ask gives a resolver that never answers the time of one hop", async () => {
  const answer = Promise.withResolvers<string[]>();
  const lookup = () => answer.promise;
  expect(await askFor(whois("hung.example"), [8000], { lookup })).toMatchObject(HOP);
  expect(await askFor(rdap("https://hung.example/"), [8000], { lookup })).toMatchObject(HOP);
  answer.resolve([]);
});

test("ask gives an address that does not take the connection connect_timeout", async () => {
  await using deaf = await deafServer();
  const connectTo = { "deaf.example:43": deaf.hostPort, "deaf.example:443": deaf.hostPort };
  expect(await askFor(whois("deaf.example"), [3000], { connectTo })).toMatchObject(DIAL);
  expect(await askFor(rdap("https://deaf.example/"), [3000], { connectTo })).toMatchObject(DIAL);
});

test("ask goes on to the next address when connect_timeout is over", async () => {
  await using deaf = await deafServer();
  const [, port] = deaf.hostPort.split(":");
  // 127.0.0.1 is deaf on this port, and on the others nobody listens.
  const addresses = ["127.0.0.1", "::1"];
  const lookup = async () => addresses;
  const source = whois("many.example", { port: Number(port) });
  expect(await askFor(source, [3000], { lookup })).toMatchObject({
    outcome: "unreachable",
    took: 3000,
  });
});

test("ask gives many addresses that do not answer the time of one hop in all", async () => {
  await using deaf = await deafServer();
  const [, port] = deaf.hostPort.split(":");
  const addresses = Array.from({ length: 4 }, () => "127.0.0.1");
  const lookup = async () => addresses;
  const source = whois("many.example", { port: Number(port) });
  expect(await askFor(source, [3000, 3000, 2000], { lookup })).toMatchObject(HOP);
});

test("ask gives a server that never begins its TLS handshake connect_timeout", async () => {
  const connected = Promise.withResolvers<void>();
  await using server = await createServer(() => ({ connectionMade: () => connected.resolve() }), {
    port: 0,
  });
  const url = `https://127.0.0.1:${server.addresses[0]?.port}/`;
  const ready = () => connected.promise;
  expect(await askFor(rdap(url), [3000], { ready })).toMatchObject(DIAL);
});

test("ask gives a server that never replies the time of one hop, and leaves", async () => {
  await using whoisServer = await fakeWhois({}, { fallback: "hang" });
  const source = whois("127.0.0.1", { port: whoisServer.address.port });
  const ready = () => whoisServer.waitForAsked();
  expect(await askFor(source, [8000], { ready })).toMatchObject(HOP);
  await whoisServer.waitForIdle();

  await using rdapServer = await fakeRdap({}, { fallback: "hang" });
  const url = `${rdapServer.url}domain/example.com`;
  expect(await askFor(rdap(url), [8000], { ready: () => rdapServer.waitForAsked() })).toMatchObject(
    HOP,
  );
  await rdapServer.waitForIdle();
});

test("ask gives a server that hangs in the middle of its reply the time of one hop, and leaves", async () => {
  const of = "Domain Name: EXAMPLE.COM\r\n";
  await using whoisServer = await fakeWhois({}, { fallback: { truncateAt: 10, of, with: "hang" } });
  const source = whois("127.0.0.1", { port: whoisServer.address.port });
  const ready = () => whoisServer.waitForAsked();
  expect(await askFor(source, [8000], { ready })).toMatchObject(HOP);
  await whoisServer.waitForIdle();

  const object = { objectClassName: "domain", ldhName: "example.com" };
  const fallback = { truncateAt: 10, of: object, with: "hang" } as const;
  await using rdapServer = await fakeRdap({}, { fallback });
  const url = `${rdapServer.url}domain/example.com`;
  expect(await askFor(rdap(url), [8000], { ready: () => rdapServer.waitForAsked() })).toMatchObject(
    HOP,
  );
  await rdapServer.waitForIdle();
});

test("ask gives a reply of one byte a second the time of one hop: bytes buy no time", async () => {
  await using asker = testAsker();
  const pace = { ms: 1000, clock: asker.clock };
  const drip = "Domain Name: EXAMPLE.COM\r\n".repeat(100);
  await using whoisServer = await fakeWhois({}, { fallback: { drip, pace } });
  const object = { objectClassName: "domain", ldhName: "example.com" };
  await using rdapServer = await fakeRdap({}, { fallback: { drip: object, pace } });
  const sources = [
    whois("127.0.0.1", { port: whoisServer.address.port }),
    rdap(`${rdapServer.url}domain/example.com`),
  ];
  const asking = sources.map((source) => asker.ask(source, NEVER));
  await Promise.all([whoisServer.waitForAsked(), rdapServer.waitForAsked()]);
  await asker.clock.waitForTimer(1000);
  await asker.clock.advance(8000);
  for (const reply of await Promise.all(asking)) expect(reply).toMatchObject(HOP);
  await whoisServer.waitForIdle();
  await rdapServer.waitForIdle();
  expect(asker.clock.pending).toBe(0);
});

test("ask takes a slow reply that ends in time, and says how long it took", async () => {
  await using asker = testAsker();
  const slow = { delayMs: 7999, clock: asker.clock, reply: "Domain Name: EXAMPLE.COM\r\n" };
  await using upstream = await fakeWhois({}, { fallback: slow });
  const asking = asker.ask(whois("127.0.0.1", { port: upstream.address.port }), NEVER);
  await asker.clock.waitForTimer(7999);
  await asker.clock.advance(7999);
  expect(await asking).toMatchObject({ outcome: "found", took: 7999 });
  expect(asker.clock.pending).toBe(0);
});

test("ask ends with its signal, before and in the middle, and then leaves the server", async () => {
  await using upstream = await fakeWhois({}, { fallback: "hang" });
  await using rdapServer = await fakeRdap({}, { fallback: "hang" });
  await using asker = testAsker();
  const sources = [
    whois("127.0.0.1", { port: upstream.address.port }),
    rdap(`${rdapServer.url}domain/example.com`),
  ];
  const deadline = new AbortController();
  const asking = sources.map((source) => asker.ask(source, deadline.signal));
  await Promise.all([upstream.waitForAsked(), rdapServer.waitForAsked()]);
  deadline.abort();
  const late = sources.map((source) => asker.ask(source, deadline.signal));
  for (const reply of await Promise.all([...asking, ...late]))
    expect(reply).toMatchObject({ outcome: "timeout", reason: "no time was left", text: "" });
  await upstream.waitForIdle();
  await rdapServer.waitForIdle();
  expect([upstream.accepted, rdapServer.accepted]).toEqual([1, 1]);
  expect(asker.clock.pending).toBe(0);
});

test("createAsk's close gives up what is being asked, and then asks nobody", async () => {
  await using upstream = await fakeWhois({}, { fallback: "hang" });
  await using asker = testAsker();
  const source = whois("127.0.0.1", { port: upstream.address.port });
  const asking = asker.ask(source, NEVER);
  await upstream.waitForAsked();
  await asker.close();
  expect(await asking).toMatchObject({ outcome: "timeout" });
  expect(await asker.ask(source, NEVER)).toMatchObject({ outcome: "timeout" });
  await upstream.waitForIdle();
  expect(upstream.accepted).toBe(1);
});

test("createAsk's close waits until nothing is left of what was being asked", async () => {
  let left = false;
  const started = Promise.withResolvers<void>();
  const dialer: Dialer = {
    async resolve(_target, signal) {
      started.resolve();
      await once(signal, "abort");
      await turn();
      left = true;
      throw signal.reason;
    },
  };
  const limits = { connectTimeout: 3000, timeout: 8000, maxReply: 65_536 };
  const { ask, close } = createAsk({ ...limits, clock: new VirtualClock(), dialer });
  const asking = ask(whois("whois.example"), NEVER);
  await started.promise;
  await close();
  expect(left).toBe(true);
  expect((await asking).outcome).toBe("timeout");
});

test("createAsk refuses limits that are none", async () => {
  await using asker = testAsker();
  const dialer = createDialer({ connectTo: {}, allowAddresses: [] });
  const good = { clock: asker.clock, connectTimeout: 1, timeout: 1, maxReply: 1, dialer };
  for (const name of ["connectTimeout", "timeout", "maxReply"])
    for (const value of [0, -1, Number.NaN, Infinity])
      expect(() => createAsk({ ...good, [name]: value })).toThrow(RangeError);
  expect(() => createAsk({ ...good, timeout: 0 })).toThrow(
    'Cannot ask with timeout "0": not more than zero',
  );
});
