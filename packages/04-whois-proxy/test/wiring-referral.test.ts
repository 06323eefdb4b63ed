/** How far a lookup goes: `[upstream] max_hops`, circles, and servers that nobody should ask any more. */

import { fakeRdap, fakeWhois } from "test-harness";
import { expect, test } from "vitest";
import { headOf, sourcesOf, startProxy } from "./support/start-proxy.ts";

const network = (referral?: string): string =>
  [
    "NetRange:       192.0.2.0 - 192.0.2.255",
    "CIDR:           192.0.2.0/24",
    "NetName:        EXAMPLE",
    ...(referral === undefined ? [] : [`ReferralServer: whois://${referral}`]),
    "",
  ].join("\r\n");

const registrarIs = (host: string): string =>
  `Domain Name: EXAMPLE.NU\r\nRegistrar WHOIS Server: ${host}\r\n`;

/**
 * One server under many names: `whois.hop0.example` is configured, and the nth reply, counted from
 * 0, refers to the nth of these names. After the last one, replies refer to nobody.
 */
async function chain(referrals: readonly string[], reply: (to?: string) => string, toml = "") {
  let asked = 0;
  const whois = await fakeWhois(() => reply(referrals[asked++]));
  const names = new Set(["whois.hop0.example", ...referrals.map((name) => name.toLowerCase())]);
  const source = 'whois = "whois.hop0.example"\nrdap = []';
  const proxy = await startProxy(
    `[zones.nu]\n${source}\n[networks."192.0.2.0/24"]\n${source}\n[upstream]\n${toml}
     [upstream.connect_to]\n${[...names].map((name) => `"${name}:43" = "${whois.hostPort}"`).join("\n")}`,
  );
  return {
    proxy,
    whois,
    async [Symbol.asyncDispose]() {
      await proxy[Symbol.asyncDispose]();
      await whois[Symbol.asyncDispose]();
    },
  };
}

const hops = (...numbers: readonly number[]): string[] =>
  numbers.map((number) => `whois.hop${number}.example`);

const whoisOf = (names: readonly string[]): string[] => names.map((name) => `whois ${name}`);

/** Delegations that go on for longer than anybody may follow them. */
const endless = hops(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);

test.for([
  ["max_hops = 0", 0],
  ["max_hops = 1", 1],
  ["", 3],
  ["max_hops = 5", 5],
  ["max_hops = 10", 10],
] as const)(
  "delegations of a network are followed as far as [upstream] %j says",
  async ([toml, referrals]) => {
    await using world = await chain(endless, network, toml);
    const text = await world.proxy.ask("192.0.2.1");
    expect(headOf(text, "outcome")).toBe("found");
    const servers = ["whois.hop0.example", ...endless].slice(0, referrals + 1);
    expect(sourcesOf(text)).toEqual(whoisOf(servers));
    expect(world.whois.accepted).toBe(servers.length);
  },
);

test("delegations of a network that end before [upstream] max_hops are followed to their end", async () => {
  await using world = await chain(hops(1, 2), network, "max_hops = 5");
  expect(sourcesOf(await world.proxy.ask("192.0.2.1"))).toEqual(whoisOf(hops(0, 1, 2)));
});

test("[upstream] max_hops = 0 stays with the registry of a domain", async () => {
  await using world = await chain(endless, (to = "") => registrarIs(to), "max_hops = 0");
  const text = await world.proxy.ask("example.nu");
  expect(headOf(text, "outcome")).toBe("found");
  expect(sourcesOf(text)).toEqual(whoisOf(hops(0)));
  expect(world.whois.accepted).toBe(1);
});

test("a domain's registrar is the end of the way, however high [upstream] max_hops is", async () => {
  await using world = await chain(endless, (to = "") => registrarIs(to), "max_hops = 10");
  expect(sourcesOf(await world.proxy.ask("example.nu"))).toEqual(whoisOf(hops(0, 1)));
});

/** How the end of a circle is named. */
const CIRCLE = " (bad-reply: asked already: the referrals go in a circle)";

test.for([
  ["to the server before", hops(1, 2, 1, 2, 1), hops(0, 1, 2), 1],
  ["to the first server", hops(1, 0, 1, 0, 1), hops(0, 1), 0],
  ["to the first server in capitals", ["whois.hop1.example", "WHOIS.HOP0.EXAMPLE"], hops(0, 1), 0],
  ["in a wide circle", hops(1, 2, 3, 1, 2, 3, 1), hops(0, 1, 2, 3), 1],
] as const)(
  "a referral %s is not followed again, and named",
  async ([, referrals, servers, again]) => {
    await using world = await chain(referrals, network, "max_hops = 10");
    const text = await world.proxy.ask("192.0.2.1");
    expect(headOf(text, "outcome")).toBe("found");
    expect(sourcesOf(text)).toEqual([
      ...whoisOf(servers),
      `whois whois.hop${again}.example${CIRCLE}`,
    ]);
    expect(world.whois.accepted).toBe(servers.length);
  },
);

test("a server that refers to itself is not asked again, and that is nothing to talk about", async () => {
  await using world = await chain(hops(1, 1), network, "max_hops = 10");
  expect(sourcesOf(await world.proxy.ask("192.0.2.1"))).toEqual(whoisOf(hops(0, 1)));
});

/** The network as an RDAP server gives it that knows another one to ask. */
const referringTo = (href: string) => ({
  objectClassName: "ip network",
  startAddress: "192.0.2.0",
  endAddress: "192.0.2.255",
  ipVersion: "v4",
  links: [{ rel: "related", type: "application/rdap+json", href, value: href }],
});

test("RDAP servers that refer a network to each other are asked once each, however they write it", async () => {
  await using first = await fakeRdap(() => referringTo("http://rdap.second.example/ip/192.0.2.1"));
  await using second = await fakeRdap(() =>
    referringTo("http://RDAP.First.example/API/ip/192.0.2.1"),
  );
  await using proxy = await startProxy(
    `[networks."192.0.2.0/24"]\nwhois = "none"\nrdap = ["http://rdap.first.example/api/"]
     [upstream]\nmax_hops = 10\n[upstream.connect_to]
     "rdap.first.example:80" = "${first.hostPort}"\n"rdap.second.example:80" = "${second.hostPort}"`,
  );
  expect(sourcesOf(await proxy.ask("192.0.2.1"))).toEqual([
    "rdap http://rdap.first.example/api/ip/192.0.2.1",
    "rdap http://rdap.second.example/ip/192.0.2.1",
    `rdap http://rdap.first.example/API/ip/192.0.2.1${CIRCLE}`,
  ]);
  expect([first.asked, second.asked]).toEqual([["/api/ip/192.0.2.1"], ["/ip/192.0.2.1"]]);
});

test.for(["whois.dotmobiregistry.net", "WHOIS.DotMobiRegistry.net."])(
  "a referral to %s, whose name has lapsed, is not asked, and the answer says so",
  async (host) => {
    await using stranger = await fakeWhois({}, { fallback: registrarIs("whois.evil.example") });
    await using registry = await fakeWhois({ "example.nu": registrarIs(host) });
    await using proxy = await startProxy(
      `[zones.nu]\nwhois = "${registry.hostPort}"\nrdap = []\n[upstream.connect_to]
       "whois.dotmobiregistry.net:43" = "${stranger.hostPort}"`,
    );
    const text = await proxy.ask("example.nu");
    expect(headOf(text, "outcome")).toBe("found");
    expect(sourcesOf(text)).toEqual([
      `whois ${registry.hostPort}`,
      expect.stringMatching(/^whois whois\.dotmobiregistry\.net \(.+\)$/),
    ]);
    expect(stranger.accepted).toBe(0);
  },
);

test("a directory's referral to a lapsed name is not asked either", async () => {
  await using stranger = await fakeWhois({}, { fallback: "Domain Name: example.zzz\r\n" });
  await using iana = await fakeWhois({
    "example.zzz": "% IANA WHOIS server\r\nrefer: whois.dotmobiregistry.net\r\ndomain: ZZZ\r\n",
  });
  await using proxy = await startProxy(
    `[tables]\niana_whois = "${iana.hostPort}"\n[upstream.connect_to]
     "whois.dotmobiregistry.net:43" = "${stranger.hostPort}"`,
  );
  const text = await proxy.ask("example.zzz");
  expect(headOf(text, "outcome")).not.toMatch(/^(found|not-found)$/);
  expect(sourcesOf(text)[1]).toMatch(/^whois whois\.dotmobiregistry\.net \(.+\)$/);
  expect(stranger.accepted).toBe(0);
});

test("the server that IANA names for a zone's names is not asked about the zone itself", async () => {
  await using iana = await fakeWhois({
    nu: "refer:        whois.iis.nu\r\n\r\ndomain:       NU\r\nwhois:        whois.iis.nu\r\n",
  });
  await using registry = await fakeWhois({}, { fallback: "domain nu not found\r\n" });
  await using proxy = await startProxy(
    `[tables]\niana_whois = "${iana.hostPort}"
     [upstream.connect_to]\n"whois.iis.nu:43" = "${registry.hostPort}"`,
  );
  const text = await proxy.ask("nu");
  expect(sourcesOf(text)).toEqual([`whois ${iana.hostPort}`]);
  expect(headOf(text, "outcome")).toBe("found");
  expect(registry.accepted).toBe(0);
});
