/** What the replies of regional registries say of each other, in the forms of their own servers. */

import * as fc from "fast-check";
import { expect, test } from "vitest";
import { decodeReply } from "../src/upstream/charset.ts";
import { classifyWhois } from "../src/upstream/classify.ts";
import { regionalReply } from "../src/upstream/regional-reply.ts";
import { whoisReferral } from "../src/upstream/whois-referral.ts";
import { fixturesOf } from "./support/fixtures.ts";

const apnic = "% [whois.apnic.net]\n% Whois data copyright terms\n\n";
const lacnic = "% IP Client: 192.0.2.7\n% Joint Whois - whois.lacnic.net\n\n";

const stub = (descr: string, maintainer = "APNIC-STUB"): string =>
  `${apnic}inetnum:        198.51.100.0 - 198.51.100.255\nnetname:        STUB-198-51-100\n` +
  `descr:          ${descr}\ncountry:        ZZ\nmnt-by:         ${maintainer}\nsource:         APNIC\n\n`;

const network = (...lines: string[]): string =>
  `inetnum:        198.51.100.0 - 198.51.100.255\nnetname:        EXAMPLE\n${lines.join("\n")}\n\n`;

test.for([
  ["ARIN", "whois.arin.net"],
  ["RIPE", "whois.ripe.net"],
  ["RIPE NCC", "whois.ripe.net"],
  ["LACNIC", "whois.lacnic.net"],
  ["AFRINIC", "whois.afrinic.net"],
] as const)("regionalReply follows a stub of APNIC's to %s", ([region, server]) => {
  const text = stub(`Transferred to the ${region} region on 2018-04-05T00:00:00Z.`);
  expect(regionalReply(text)).toEqual({ server, isElsewhere: true });
});

test("regionalReply takes the first stub of several, and believes nobody else's description", () => {
  const two = `${stub("Transferred to the ARIN region on 2018.")}${stub("Transferred to the RIPE region on 2019.")}`;
  expect(regionalReply(two)).toEqual({ server: "whois.arin.net", isElsewhere: true });
  expect(regionalReply(stub("Transferred to the RIPE region on 2019.", "MAINT-EVIL"))).toBe(
    undefined,
  );
  expect(regionalReply(stub("Transferred to the MOON region on 2019."))).toBeUndefined();
});

test.for([
  [
    "RIPE",
    "inetnum:        198.51.100.0 - 198.51.100.255\nnetname:        NON-RIPE-NCC-MANAGED-ADDRESS-BLOCK\ncountry:        EU # Country is really world wide\n",
  ],
  ["RIPE", "inet6num:       ::/0\nnetname:        ROOT\ncountry:        EU\n"],
  [
    "AFRINIC",
    "inetnum:        0.0.0.0 - 255.255.255.255\nnetname:        IANA-BLK\ncountry:        EU\n",
  ],
  ["AFRINIC", "inet6num:       0::/0\nnetname:        ROOT\ncountry:        EU\n"],
  [
    "APNIC",
    `${apnic}inetnum:        198.0.0.0 - 198.255.255.255\nnetname:        ERX-NETBLOCK\ndescr:          Early registration addresses\n`,
  ],
  [
    "APNIC",
    `${apnic}inetnum:        8.0.0.0 - 8.255.255.255\nnetname:        IANA-NETBLOCK-8\ndescr:          This network range is not allocated to APNIC.\n`,
  ],
] as const)("regionalReply knows %s's object for what is not its own: %j", ([, text]) => {
  expect(regionalReply(text)).toEqual({ isElsewhere: true });
  expect(classifyWhois(text)).toEqual({
    outcome: "bad-reply",
    reason: "another registry's address space",
    fault: "elsewhere",
  });
});

test("regionalReply takes a real network beside such an object for the answer", () => {
  const text = `inet6num:       ::/0\nnetname:        ROOT\n\n${network("status: ALLOCATED")}`;
  expect(regionalReply(text)).toBeUndefined();
  expect(classifyWhois(text)).toEqual({ outcome: "found" });
});

test.for([
  ["% [whois.apnic.net]", "whois.apnic.net"],
  ["% This is the RIPE Database query service.", "whois.ripe.net"],
  ["% This is the AfriNIC Whois server.", "whois.afrinic.net"],
  ["# ARIN WHOIS data and services are subject to the Terms of Use", "whois.arin.net"],
] as const)("regionalReply sees through LACNIC whom it has asked: %s", ([banner, server]) => {
  const proxied = `${lacnic} ${banner}\n\n ${network("country: ZZ")}`;
  expect(regionalReply(proxied)).toEqual({ server, isElsewhere: false });
  expect(classifyWhois(proxied)).toEqual({ outcome: "found" });
});

test("regionalReply goes to ARIN itself where LACNIC got nothing but ARIN's doubts", () => {
  const text = `${lacnic}#\n# ARIN WHOIS data and services are subject to the Terms of Use\n#\n\n# Query terms are ambiguous. The query is assumed to be:\n#     "n 198.51.100.1"\n`;
  expect(regionalReply(text)).toEqual({ server: "whois.arin.net", isElsewhere: true });
});

test("regionalReply goes on to registro.br, which knows more of Brazil", () => {
  const text = `${lacnic}% Brazilian resource: whois.registro.br\n\n${network("country: BR")}`;
  expect(regionalReply(text)).toEqual({ server: "whois.registro.br", isElsewhere: false });
  const own = `${lacnic}% LACNIC resource: whois.lacnic.net\n\n${network("country: UY")}`;
  expect(regionalReply(own)).toBeUndefined();
  expect(regionalReply("% whois.registro.br\n\ninetnum: 198.51.100/24\n")).toBeUndefined();
});

test.for([
  ["remarks:        use the JPNIC WHOIS: whois.nic.ad.jp for WHOIS client.", "whois.nic.ad.jp"],
  ["remarks:        KRNIC Whois Database at http://whois.nic.or.kr/", "whois.kr"],
  ["remarks:        KRNIC whois server at http://whois.kisa.or.kr.", "whois.kr"],
  ["descr:          see whois.twnic.net", "whois.twnic.net.tw"],
] as const)("regionalReply goes on to the national registry: %s", ([line, server]) => {
  expect(regionalReply(`${apnic}${network(line)}`)).toEqual({ server, isElsewhere: false });
  // The words count in a network of APNIC's only, not in a person or at anybody else's.
  expect(regionalReply(network(line))).toBeUndefined();
  expect(regionalReply(`${apnic}${network()}person: X\n${line}\n`)).toBeUndefined();
});

test.for([
  ["Domain Name: EXAMPLE.COM\nRegistrar: X\n"],
  ["No match\n"],
  [""],
  ["inetnum: 198.51.100.0 - 198.51.100.255\nnetname: MY-NETBLOCK-8\n"],
] as const)("regionalReply has nothing to say of %j", ([text]) => {
  expect(regionalReply(text)).toBeUndefined();
});

test("regionalReply takes every captured reply for the answer itself, and one for APNIC's copy", () => {
  const { all, shared } = fixturesOf("whois");
  const pointing = all.flatMap(({ name, reply }) => {
    const said = regionalReply(decodeReply(reply));
    return said === undefined ? [] : [[name, said]];
  });
  expect(pointing).toEqual(
    shared === 0
      ? []
      : [["076-ip-apnic-210.107.73.73", { server: "whois.kr", isElsewhere: false }]],
  );
});

const at = (host: string) => ({ host, port: 43 });

test("whoisReferral names the server that a regional registry means, but never itself", () => {
  const text = stub("Transferred to the RIPE region on 2019.");
  const referral = { protocol: "whois", ...at("whois.ripe.net") };
  expect(whoisReferral(text, at("whois.apnic.net"))).toEqual(referral);
  expect(whoisReferral(text, at("whois.ripe.net"))).toBeUndefined();
});

test("regionalReply takes anything at all, and hostile input in linear time", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      expect(regionalReply(`${lacnic}${text}`)?.isElsewhere).not.toBe(null);
    }),
  );
  for (const piece of ["inetnum: 0::/0\n", "mnt-by: APNIC-STUB\n", "a", "% ", " % [", "\n\n"]) {
    const text = `${apnic}${piece.repeat(1_000_000 / piece.length)}`;
    expect(() => regionalReply(text)).not.toThrow();
  }
});
