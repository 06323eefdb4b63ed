/** From one regional registry to the next, as the built-in tables know them: whoever has the object is found. */

import { fakeRdap, fakeWhois } from "test-harness";
import { expect, test } from "vitest";
import { bodyOf, headOf, sourcesOf, startProxy } from "./support/start-proxy.ts";
import { whoisWorld } from "./support/whois-world.ts";

const network = (...more: string[]): string =>
  ["inetnum:        198.41.0.0 - 198.41.0.255", "netname:        EXAMPLE", ...more, ""].join(
    "\r\n",
  );

const notMine =
  "inetnum:        198.0.0.0 - 198.255.255.255\r\nnetname:        NON-RIPE-NCC-MANAGED-ADDRESS-BLOCK\r\n";

const transferred =
  "% [whois.apnic.net]\r\n\r\ninetnum:        198.41.0.0 - 198.41.0.255\r\nnetname:        STUB-198-41-0SLASH24\r\n" +
  "descr:          Transferred to the RIPE region on 2018-04-05T00:00:00Z.\r\nmnt-by:         APNIC-STUB\r\n";

const REASON = "(bad-reply: another registry's address space)";

test("a registry that does not have the network is not the answer: the next one is asked, in a fixed order", async () => {
  await using it = await whoisWorld({
    "whois.ripe.net": notMine,
    "whois.arin.net": "No match found for n + 193.0.0.1\r\n",
    "whois.apnic.net": network("source:         APNIC"),
  });
  const text = await it.ask("193.0.0.1");
  expect(headOf(text, "outcome")).toBe("found");
  expect(sourcesOf(text)).toEqual([
    `whois whois.ripe.net ${REASON}`,
    "whois whois.arin.net (not-found)",
    "whois whois.apnic.net",
  ]);
  expect(bodyOf(text)).toBe(network("source:         APNIC"));
  expect(it.whois["whois.arin.net"]?.asked).toEqual(["n + 193.0.0.1"]);
});

test("a registry that only points back to the one that does not have it is no answer", async () => {
  await using it = await whoisWorld({
    "whois.ripe.net": "%ERROR:101: no entries found\r\n",
    "whois.arin.net":
      "NetRange:       193.0.0.0 - 193.255.255.255\r\nNetName:        RIPE-193\r\n" +
      "ReferralServer: whois://whois.ripe.net\r\n",
    "whois.apnic.net": "%ERROR:101: no entries found\r\n",
    "whois.lacnic.net": "% No match for 193.0.0.1\r\n",
  });
  const text = await it.ask("193.0.0.1");
  expect(headOf(text, "outcome")).toBe("not-found");
  expect(bodyOf(text)).toBe("%ERROR:101: no entries found\r\n");
  expect(it.whois["whois.ripe.net"]?.asked).toHaveLength(1);
});

test("where all registries that answer do not have it, one that failed is what is told", async () => {
  await using it = await whoisWorld({
    "whois.ripe.net": notMine,
    "whois.arin.net": "Query rate limit exceeded\r\n",
    "whois.apnic.net": "refuse",
    "whois.lacnic.net": "inetnum:        0.0.0.0 - 255.255.255.255\r\nnetname:        IANA-BLK\r\n",
  });
  const text = await it.ask("193.0.0.1");
  expect(headOf(text, "outcome")).toBe("rate-limited");
  expect(sourcesOf(text)).toHaveLength(4);
});

test("[upstream] max_hops bounds the other registries, too", async () => {
  const servers = {
    "whois.ripe.net": notMine,
    "whois.arin.net": notMine,
    "whois.apnic.net": network(),
  };
  await using one = await whoisWorld(servers, "max_hops = 1");
  const text = await one.ask("193.0.0.1");
  expect(headOf(text, "outcome")).toBe("bad-reply");
  expect(sourcesOf(text)).toHaveLength(2);
  await using none = await whoisWorld(servers, "max_hops = 0");
  expect(sourcesOf(await none.ask("193.0.0.1"))).toHaveLength(1);
  expect(none.whois["whois.arin.net"]?.accepted).toBe(0);
});

test("a registry that could not be reached has not been asked: a reply that names it leads there again", async () => {
  const arin = "whois whois.arin.net (unreachable: connection refused)";
  await using it = await whoisWorld({
    "whois.ripe.net": notMine,
    "whois.arin.net": "refuse",
    "whois.apnic.net": notMine,
    "whois.lacnic.net": `% Joint Whois - whois.lacnic.net\r\n\r\n# ARIN WHOIS data and services\r\n\r\n${network()}`,
  });
  const text = await it.ask("193.0.0.1");
  expect(headOf(text, "outcome")).toBe("found");
  expect(sourcesOf(text)).toEqual([
    `whois whois.ripe.net ${REASON}`,
    arin,
    `whois whois.apnic.net ${REASON}`,
    "whois whois.lacnic.net",
    arin,
  ]);
});

test("what the registry in charge and all others do not have is not found", async () => {
  await using it = await whoisWorld({
    "whois.ripe.net": "%ERROR:101: no entries found\r\n",
    "whois.arin.net": "No match found\r\n",
    "whois.apnic.net": notMine,
    "whois.lacnic.net": "refuse",
  });
  const text = await it.ask("193.0.0.1");
  expect(headOf(text, "outcome")).toBe("not-found");
  expect(bodyOf(text)).toContain("no entries found");
});

test("a stub of APNIC's leads to the registry that has it, and is no part of the answer", async () => {
  await using it = await whoisWorld({
    "whois.apnic.net": transferred,
    "whois.ripe.net": network("source:         RIPE"),
  });
  const text = await it.ask("1.2.3.4");
  expect(sourcesOf(text)).toEqual([`whois whois.apnic.net ${REASON}`, "whois whois.ripe.net"]);
  expect(bodyOf(text)).toBe(network("source:         RIPE"));
});

test("a stub whose registry does not answer ends in that failure: nobody else is in charge", async () => {
  await using it = await whoisWorld({ "whois.apnic.net": transferred, "whois.ripe.net": "refuse" });
  const text = await it.ask("1.2.3.4");
  expect(headOf(text, "outcome")).toBe("unreachable");
  expect(sourcesOf(text)).toEqual([
    `whois whois.apnic.net ${REASON}`,
    "whois whois.ripe.net (unreachable: connection refused)",
  ]);
});

test("registries that send each other's way end in a circle, not in a loop", async () => {
  await using it = await whoisWorld({
    "whois.apnic.net": transferred,
    "whois.ripe.net": transferred.replace("RIPE region", "APNIC region"),
  });
  const text = await it.ask("1.2.3.4");
  expect(headOf(text, "outcome")).toBe("bad-reply");
  expect(it.whois["whois.apnic.net"]?.accepted).toBe(1);
  expect(it.whois["whois.ripe.net"]?.accepted).toBe(1);
});

test("[upstream] max_hops bounds the way from stub to stub", async () => {
  const servers = {
    "whois.apnic.net": transferred,
    "whois.ripe.net": transferred.replace("RIPE region", "ARIN region"),
    "whois.arin.net": network(),
  };
  await using two = await whoisWorld(servers, "max_hops = 2");
  expect(headOf(await two.ask("1.2.3.4"), "outcome")).toBe("found");
  await using one = await whoisWorld(servers, "max_hops = 1");
  expect(headOf(await one.ask("1.2.3.4"), "outcome")).toBe("bad-reply");
  expect(one.whois["whois.arin.net"]?.accepted).toBe(0);
});

test.for([
  ["whois.nic.ad.jp", "remarks: use whois.nic.ad.jp for WHOIS client", "1.2.3.4/e"],
  ["whois.kr", "remarks: KRNIC whois server at http://whois.kisa.or.kr.", "1.2.3.4"],
] as const)(
  "the national registry %s is asked beyond APNIC, in its way",
  async ([host, line, query]) => {
    await using it = await whoisWorld({
      "whois.apnic.net": `% [whois.apnic.net]\r\n\r\n${network(line)}`,
      [host]: network("descr:          the whole truth"),
    });
    const text = await it.ask("1.2.3.4");
    expect(sourcesOf(text)).toEqual(["whois whois.apnic.net", `whois ${host}`]);
    expect(bodyOf(text)).toContain(line);
    expect(bodyOf(text)).toContain("the whole truth");
    expect(it.whois[host]?.asked).toEqual([query]);
  },
);

test("ARIN's rwhois referral is followed with its port, and one that fails costs nothing", async () => {
  const arin =
    "NetRange:       8.8.8.0 - 8.8.8.255\r\nNetName:        WIDE\r\nReferralServer: rwhois://rwhois.example.net:4321\r\n";
  const own =
    "%rwhois V-1.5:0020b0:00 rwhois.example.net\r\nnetwork:IP-Network:8.8.8.0/29\r\n%ok\r\n";
  await using it = await whoisWorld({ "whois.arin.net": arin, "rwhois.example.net:4321": own });
  const text = await it.ask("8.8.8.8");
  expect(sourcesOf(text)).toEqual(["whois whois.arin.net", "whois rwhois.example.net:4321"]);
  expect(bodyOf(text)).toContain("network:IP-Network:8.8.8.0/29");
  await using broken = await whoisWorld({
    "whois.arin.net": arin,
    "rwhois.example.net:4321": "refuse",
  });
  const rest = await broken.ask("8.8.8.8");
  expect(headOf(rest, "outcome")).toBe("found");
  expect(sourcesOf(rest)[1]).toContain("rwhois.example.net:4321 (unreachable: ");
});

test("the address inside of a 6to4 address is asked about, and the answer says so", async () => {
  await using it = await whoisWorld({
    "whois.arin.net": "NetRange:       8.8.8.0 - 8.8.8.255\r\n",
  });
  const text = await it.ask("2002:808:808::1");
  expect(headOf(text, "outcome")).toBe("found");
  expect(bodyOf(text)).toBe(
    "% 2002:808:808::1 is a 6to4 address (RFC 3056) with 8.8.8.8 in it, and 8.8.8.8 is what was asked about\r\n" +
      "\r\nNetRange:       8.8.8.0 - 8.8.8.255\r\n",
  );
  expect(it.whois["whois.arin.net"]?.asked).toEqual(["n + 8.8.8.8"]);
});

test("an RDAP server may answer about the address inside", async () => {
  await using rdap = await fakeRdap(() => ({
    objectClassName: "ip network",
    startAddress: "8.8.8.0",
    endAddress: "8.8.8.255",
    ipVersion: "v4",
  }));
  await using proxy = await startProxy(
    `[networks."8.0.0.0/8"]\nwhois = "none"\nrdap = ["${rdap.url}"]`,
  );
  const text = await proxy.ask("::ffff:8.8.8.8");
  expect(headOf(text, "outcome")).toBe("found");
  expect(rdap.asked).toEqual(["/ip/8.8.8.8"]);
});

test("a reverse name without a delegation of its own is answered by its addresses", async () => {
  await using rdap = await fakeRdap(() => ({ status: 404 }));
  await using whois = await fakeWhois({ "192.0.2.7": "inetnum: 192.0.2.0 - 192.0.2.255\r\n" });
  await using proxy = await startProxy(
    `[networks."192.0.2.0/24"]\nwhois = "${whois.hostPort}"\nrdap = ["${rdap.url}"]`,
  );
  const text = await proxy.ask("7.2.0.192.in-addr.arpa");
  expect(headOf(text, "outcome")).toBe("found");
  expect(sourcesOf(text)).toEqual([
    `rdap ${rdap.url}domain/7.2.0.192.in-addr.arpa (not-found)`,
    `whois ${whois.hostPort}`,
  ]);
  const nobody = await proxy.ask("8.2.0.192.in-addr.arpa");
  expect(headOf(nobody, "outcome")).not.toBe("found");
});

test("a zone that the registry above does not know is asked of its own registry", async () => {
  await using it = await whoisWorld({
    "whois.nic.uk": "No match for ac.uk\r\n",
    "whois.ja.net": "Domain:\r\n    ac.uk\r\n\r\nRegistered For:\r\n    Jisc\r\n",
  });
  const text = await it.ask("ac.uk");
  expect(headOf(text, "outcome")).toBe("found");
  expect(sourcesOf(text)).toEqual(["whois whois.nic.uk (not-found)", "whois whois.ja.net"]);
});

test("a referral to a host that has moved is asked under its new name", async () => {
  await using it = await whoisWorld({
    "whois.iana.org": "% IANA WHOIS server\r\nrefer: whois.dk-hostmaster.dk\r\n",
    "whois.punktum.dk": "Domain:               example.zzz\r\nStatus:               Active\r\n",
  });
  const text = await it.ask("example.zzz");
  expect(sourcesOf(text)).toEqual(["whois whois.iana.org", "whois whois.punktum.dk"]);
  expect(headOf(text, "outcome")).toBe("found");
});

test("a registry that names its own old host as the registrar's is not asked again", async () => {
  const record = "Domain Name: example.dk\r\nRegistrar WHOIS Server: whois.dk-hostmaster.dk\r\n";
  await using it = await whoisWorld({ "whois.punktum.dk": record });
  const text = await it.ask("example.dk");
  expect(sourcesOf(text)).toEqual(["whois whois.punktum.dk"]);
  expect(it.whois["whois.punktum.dk"]?.accepted).toBe(1);
});
