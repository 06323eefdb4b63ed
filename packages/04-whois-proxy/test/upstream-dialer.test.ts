import { expect, test } from "vitest";
import { createDialer, type DialerOptions } from "../src/upstream/dialer.ts";
import { NEVER } from "./support/asker.ts";

const failing = (code: string) => () =>
  Promise.reject(Object.assign(new Error(`getaddrinfo ${code}`), { code }));

/** A dialer whose DNS knows what is given here. */
const dialerWith = (names: Record<string, string[]>, more: Partial<DialerOptions> = {}) =>
  createDialer({
    connectTo: {},
    allowAddresses: [],
    lookup: async (host) => names[host] ?? failing("ENOTFOUND")(),
    ...more,
  });

const trusted = (host: string, port = 43) => ({ host, port, trusted: true });
const stranger = (host: string, port = 43) => ({ host, port, trusted: false });

test("Dialer gives every address of a name that configuration trusts, whatever it is", async () => {
  const dialer = dialerWith({ "whois.example": ["10.0.0.1", "8.8.8.8", "::1"] });
  expect(await dialer.resolve(trusted("WHOIS.example", 9999), NEVER)).toEqual([
    { host: "10.0.0.1", port: 9999 },
    { host: "8.8.8.8", port: 9999 },
    { host: "::1", port: 9999 },
  ]);
  expect(await dialer.resolve(trusted("127.0.0.1"), NEVER)).toEqual([
    { host: "127.0.0.1", port: 43 },
  ]);
});

test("Dialer gives a stranger's name only the addresses that are public", async () => {
  const dialer = dialerWith({
    "mixed.example": ["127.0.0.1", "8.8.8.8", "fd00::1", "2001:4860:4860::8888"],
    "inside.example": ["169.254.169.254", "10.0.0.1"],
  });
  expect(await dialer.resolve(stranger("mixed.example"), NEVER)).toEqual([
    { host: "8.8.8.8", port: 43 },
    { host: "2001:4860:4860::8888", port: 43 },
  ]);
  await expect(dialer.resolve(stranger("inside.example"), NEVER)).rejects.toMatchObject({
    outcome: "unreachable",
    message: "169.254.169.254 is link-local",
  });
});

test.each([
  ["127.0.0.1", 43, "127.0.0.1 is loopback"],
  ["::ffff:7f00:1", 43, "::ffff:7f00:1 leads to 127.0.0.1 is loopback"],
  ["8.8.8.8", 22, "port 22 is not for WHOIS or RDAP"],
  ["public.example", 6379, "port 6379 is not for WHOIS or RDAP"],
])("Dialer refuses a stranger's %s port %i", async (host, port, message) => {
  const dialer = dialerWith({ "public.example": ["8.8.8.8"] });
  await expect(dialer.resolve(stranger(host, port), NEVER)).rejects.toMatchObject({ message });
});

test("Dialer lets strangers reach allow_addresses, but no further ports", async () => {
  const dialer = dialerWith(
    { "inside.example": ["10.0.0.1"] },
    { allowAddresses: [{ version: 4, address: "10.0.0.0", prefix: 8 }] },
  );
  expect(await dialer.resolve(stranger("inside.example", 4321), NEVER)).toEqual([
    { host: "10.0.0.1", port: 4321 },
  ]);
  await expect(dialer.resolve(stranger("inside.example", 25), NEVER)).rejects.toThrow("port 25");
});

test("Dialer looks a stranger's name up once: an answer that changes afterwards changes nothing", async () => {
  const answers = [["8.8.8.8"], ["127.0.0.1"]];
  const dialer = dialerWith({}, { lookup: async () => answers.shift() ?? [] });
  expect(await dialer.resolve(stranger("rebind.example"), NEVER)).toEqual([
    { host: "8.8.8.8", port: 43 },
  ]);
  expect(answers).toHaveLength(1);
});

test("Dialer dials elsewhere as connect_to says, for strangers too", async () => {
  const connectTo = {
    "whois.example:43": "127.0.0.1:9043",
    "[2001:db8::1]:43": "[::1]:9043",
    "named.example:43": "inside.example:9044",
  };
  const names = { "inside.example": ["10.0.0.1"] };
  for (const given of [connectTo, new Map(Object.entries(connectTo))]) {
    const dialer = dialerWith(names, { connectTo: given });
    expect(await dialer.resolve(stranger("Whois.Example"), NEVER)).toEqual([
      { host: "127.0.0.1", port: 9043 },
    ]);
    expect(await dialer.resolve(stranger("2001:db8::1"), NEVER)).toEqual([
      { host: "::1", port: 9043 },
    ]);
    expect(await dialer.resolve(stranger("named.example"), NEVER)).toEqual([
      { host: "10.0.0.1", port: 9044 },
    ]);
    await expect(dialer.resolve(trusted("whois.example", 4321), NEVER)).rejects.toThrow(
      "no such host",
    );
  }
});

test("createDialer refuses a connect_to that is no host and port", () => {
  const connectTo = { "a.example:43": "nowhere" };
  expect(() => createDialer({ connectTo, allowAddresses: [] })).toThrow(
    new TypeError('Cannot connect to "nowhere": expected host:port'),
  );
});

test.each([
  ["ENOTFOUND", "no such host"],
  ["EAI_AGAIN", "the name cannot be looked up now"],
])("Dialer says why a name has no address: %s", async (code, message) => {
  const dialer = dialerWith({}, { lookup: failing(code) });
  await expect(dialer.resolve(trusted("gone.example"), NEVER)).rejects.toMatchObject({
    outcome: "unreachable",
    message,
  });
});

test("Dialer takes an empty answer for no such host", async () => {
  const dialer = dialerWith({ "empty.example": [] });
  for (const target of [trusted("empty.example"), stranger("empty.example")])
    await expect(dialer.resolve(target, NEVER)).rejects.toThrow("no such host");
});

test("Dialer asks the system's resolver by default", async () => {
  const dialer = createDialer({ connectTo: {}, allowAddresses: [] });
  const endpoints = await dialer.resolve(trusted("localhost"), NEVER);
  for (const { host } of endpoints) expect(["127.0.0.1", "::1"]).toContain(host);
  await expect(dialer.resolve(stranger("localhost"), NEVER)).rejects.toThrow("is loopback");
});

test("Dialer shares one lookup among those who ask for a host at the same time", async () => {
  let lookups = 0;
  const answer = Promise.withResolvers<string[]>();
  const lookup = () => {
    lookups += 1;
    return answer.promise;
  };
  const dialer = dialerWith({}, { lookup });
  const asking = [1, 2, 3].map(() => dialer.resolve(trusted("a.example"), NEVER));
  answer.resolve(["8.8.8.8"]);
  const endpoints = [{ host: "8.8.8.8", port: 43 }];
  expect(await Promise.all(asking)).toEqual([endpoints, endpoints, endpoints]);
  expect(lookups).toBe(1);
  await dialer.resolve(trusted("a.example"), NEVER);
  expect(lookups).toBe(2);
});

test("Dialer gives up a lookup that never ends as soon as the signal aborts", async () => {
  const answer = Promise.withResolvers<string[]>();
  const dialer = dialerWith({}, { lookup: () => answer.promise });
  const controller = new AbortController();
  const resolving = dialer.resolve(trusted("hung.example"), controller.signal);
  const reason = new Error("enough");
  controller.abort(reason);
  await expect(resolving).rejects.toBe(reason);
  await expect(dialer.resolve(trusted("hung.example"), controller.signal)).rejects.toBe(reason);
  answer.resolve([]);
});
