import { expect, test } from "vitest";
import { decodeReply } from "../src/upstream/charset.ts";
import { sanitise } from "../src/upstream/server-address.ts";
import { whoisReferral } from "../src/upstream/whois-referral.ts";
import { fixturesOf } from "./support/fixtures.ts";

const asked = { host: "whois.registry.example", port: 43 };
const server = (host: string, port = 43) => ({ protocol: "whois", host, port });

test.each([
  ["whois.example.net", "whois.example.net", 43],
  ["Whois.Example.NET.", "whois.example.net", 43],
  ["whois.example.net/", "whois.example.net", 43],
  ["http://whois.example.net", "whois.example.net", 43],
  ["https://registrar.example/whois?q=x#y", "registrar.example", 43],
  ["http://whois.example.net:8080/", "whois.example.net", 43],
  ["www.example.net/DomainNames/WhoisSearch.aspx", "www.example.net", 43],
  ["WWW.EXAMPLE.COM/WHOIS", "www.example.com", 43],
  ["whois.registrar", "whois.registrar", 43],
  ["whois://whois.example.net", "whois.example.net", 43],
  ["whois://whois.example.net:4343", "whois.example.net", 4343],
  ["rwhois://rwhois.example.net", "rwhois.example.net", 4321],
  ["rwhois://rwhois.example.net:4321/auth-area=192.0.2.0/24", "rwhois.example.net", 4321],
  ["198.51.100.1", "198.51.100.1", 43],
  ["2001:db8::1", "2001:db8::1", 43],
  ["[2001:db8::1]:43", "2001:db8::1", 43],
])("sanitise makes a server of %j", (text, host, port) => {
  expect(sanitise(text)).toEqual({ host, port });
});

test.each([
  "",
  "N/A",
  "not applicable",
  "localhost",
  "127.1",
  "0x7f.0.0.1",
  "-x.example",
  "a..example",
  "user@whois.example.net",
  "whois.example.net:0",
  "whois.example.net:65536",
  "whois.example.net:43:43",
  "ftp://whois.example.net",
  "constructor://whois.example.net",
  "whois.example.net evil",
  "whois.example.net\r\nevil",
  `${"a".repeat(64)}.example`,
  `${"a.".repeat(200)}example`,
  "fe80::1%eth0",
])("sanitise makes nothing of %j", (text) => {
  expect(sanitise(text)).toBeUndefined();
});

test.each([
  ["   Domain Name: EXAMPLE.COM\r\n   Registrar WHOIS Server: whois.reg.example\r\n"],
  ["Domain Name: example.info\nregistrar whois server:WHOIS.REG.EXAMPLE\n"],
  ["Domain: example.ws\nRegistrar Whois: whois.reg.example\n"],
  ["domain: example.uz\nWhois Server: whois.reg.example\n"],
  ["Domain Name:       example.mx\nWhois TCP URI:     whois.reg.example\n"],
])("whoisReferral finds the registrar in %j", (text) => {
  expect(whoisReferral(text, asked)).toEqual(server("whois.reg.example"));
});

test.each([
  ["Domain Name: EXAMPLE.COM\nRegistrar WHOIS Server:\nRegistrar URL:\n"],
  ["Domain Name: EXAMPLE.COM\nRegistrar WHOIS Server: not applicable\n"],
  [
    "Domain Name: EXAMPLE.COM\n\nDomain Name: EXAMPLE.COM.EVIL\nRegistrar WHOIS Server: evil.example\n",
  ],
  [
    "Server Name: EXAMPLE.COM.EVIL\nRegistrar WHOIS Server: evil.example\nDomain Name: EXAMPLE.COM\n",
  ],
  ["Registrar: X\nRegistrar WHOIS Server: evil.example\n"],
  ["Domain Name: EXAMPLE.COM\n% Registrar WHOIS Server: evil.example\n"],
  ["Domain Name: EXAMPLE.COM\nwhois: evil.example\n"],
  ["No match\n"],
  [""],
])("whoisReferral finds nobody in %j", (text) => {
  expect(whoisReferral(text, asked)).toBeUndefined();
});

test("whoisReferral never leads back to the server that was asked", () => {
  const text = "Domain Name: X.EXAMPLE\nRegistrar WHOIS Server: Whois.Registry.Example.\n";
  expect(whoisReferral(text, asked)).toBeUndefined();
  expect(whoisReferral(text, { ...asked, port: 4321 })).toEqual(server(asked.host));
});

test("whoisReferral follows IANA by refer:, or else by whois:, either of which may be empty", () => {
  const banner =
    "% IANA WHOIS server\n% for more information on IANA, visit http://www.iana.org\n\n";
  const iana = { host: "whois.iana.org", port: 43 };
  expect(
    whoisReferral(`${banner}refer: whois.a.example\n\ndomain: A\nwhois: whois.b.example\n`, iana),
  ).toEqual(server("whois.a.example"));
  expect(whoisReferral(`${banner}refer:\n\ninet6num: X\nwhois: whois.b.example\n`, iana)).toEqual(
    server("whois.b.example"),
  );
  expect(whoisReferral(`${banner}domain: DEV\nwhois:\nstatus: ACTIVE\n`, iana)).toBeUndefined();
});

test("whoisReferral takes ARIN's last ReferralServer: the smallest network comes last", () => {
  const arin = { host: "whois.arin.net", port: 43 };
  const text =
    "NetRange: 192.0.0.0 - 192.255.255.255\nReferralServer: whois://whois.wide.example\n\n" +
    "NetRange: 192.0.2.0 - 192.0.2.255\nReferralServer:  rwhois://rwhois.small.example:4321/\n" +
    "ResourceLink:  https://www.small.example/whois\n";
  expect(whoisReferral(text, arin)).toEqual(server("rwhois.small.example", 4321));
  expect(whoisReferral("NetRange: x\nResourceLink:  whois.ripe.net\n", arin)).toEqual(
    server("whois.ripe.net"),
  );
  expect(
    whoisReferral("NetRange: x\nResourceLink:  https://apps.db.ripe.net/\n", arin),
  ).toBeUndefined();
});

test.each([
  ["This query resulted in a referral to whois.lower.example.", "whois.lower.example", 43],
  ["Found a referral to whois.lower.example:4343.", "whois.lower.example", 4343],
  ["Found a referral to a.example.\n\nFound a referral to b.example.", "b.example", 43],
  ["refer: RIPE whois.lower.example 43", "whois.lower.example", 43],
  ["refer: CLIENTADDRESS nobody", undefined, 43],
  ["A referral to nobody in particular", undefined, 43],
])("whoisReferral reads the older form %j", (text, host, port) => {
  const found = whoisReferral(`NetRange: 192.0.2.0 - 192.0.2.255\n${text}\n`, asked);
  expect(found).toEqual(host === undefined ? undefined : server(host, port));
});

test("whoisReferral follows rwhois with its port", () => {
  const text =
    "%rwhois V-1.5:0000 a.example\r\n%referral rwhois://b.example:4321/auth-area=192.0.2.0/24\r\n%ok\r\n";
  expect(whoisReferral(text, { host: "a.example", port: 4321 })).toEqual(server("b.example", 4321));
});

test("whoisReferral finds a server that can be dialled, or none, in every captured reply", () => {
  const { all } = fixturesOf("whois");
  const found = all.flatMap(({ reply }) => whoisReferral(decodeReply(reply), asked) ?? []);
  for (const referral of found)
    expect(referral).toEqual({
      protocol: "whois",
      host: expect.stringMatching(/^[a-z0-9.-]+$/),
      port: 43,
    });
  expect(all.length).toBeGreaterThan(10);
});
