import * as fc from "fast-check";
import { expect, test } from "vitest";
import { type IpNetwork, parseNetwork } from "../src/model/ip.ts";
import type { Subject } from "../src/model/subject.ts";
import { charsetOf, whoisQuery } from "../src/upstream/server-dialects.ts";

const domain = (name: string, unicode = name): Subject => ({ kind: "domain", name, unicode });
const autnum = (number: number): Subject => ({ kind: "autnum", number });
const nameserver = (name: string): Subject => ({ kind: "nameserver", name, unicode: name });
const entity = (handle: string): Subject => ({ kind: "entity", handle });
function network(text: string): Subject {
  const parsed: IpNetwork | undefined = parseNetwork(text);
  if (parsed === undefined) throw new TypeError(text);
  return { kind: "network", network: parsed };
}

test.each([
  ["whois.example.net", domain("example.org"), "example.org"],
  ["whois.verisign-grs.com", domain("example.com"), "domain example.com"],
  ["ccwhois.verisign-grs.com", domain("example.cc"), "domain example.cc"],
  ["whois.crsnic.net", domain("example.com"), "domain example.com"],
  ["WHOIS.VERISIGN-GRS.COM", domain("example.com"), "domain example.com"],
  ["whois.verisign-grs.com", domain("ns1.example.com"), "ns1.example.com"],
  ["whois.verisign-grs.com", domain("com"), "com"],
  ["whois.nic.name", domain("example.name"), "domain=example.name"],
  ["whois.denic.de", domain("xn--bcher-kva.de", "bücher.de"), "-T dn,ace xn--bcher-kva.de"],
  ["whois.denic.de", domain("example.com"), "example.com"],
  ["whois.enum.denic.de", domain("1.9.4.e164.arpa"), "-C UTF-8 -T dn 1.9.4.e164.arpa"],
  ["whois.punktum.dk", domain("example.dk"), "--charset=utf-8 --show-handles example.dk"],
  ["whois.norid.no", domain("example.no"), "-c utf-8 example.no"],
  ["whois.museum", domain("example.museum"), "-C UTF-8 example.museum"],
  ["org-whois.registry.net.za", domain("example.org.za"), "domain example.org.za"],
  ["whois.trabis.gov.tr", domain("xn--ktp-gqa3b.com.tr", "kıtıp.com.tr"), "kıtıp.com.tr"],
  ["whois.jprs.jp", domain("example.jp"), "example.jp/e"],
  ["whois.nic.ad.jp", network("192.0.2.1"), "192.0.2.1/e"],
  ["whois.nic.ad.jp", autnum(2497), "AS 2497/e"],
  ["whois.arin.net", network("192.0.2.1"), "n + 192.0.2.1"],
  ["whois.arin.net", network("192.0.2.0/24"), "r + = 192.0.2.0/24"],
  ["whois.arin.net", network("2001:db8::1"), "n + 2001:db8::1"],
  ["whois.arin.net", network("2001:db8::/32"), "r + = 2001:db8::/32"],
  ["whois.arin.net", autnum(4_200_000_000), "a 4200000000"],
  ["whois.arin.net", domain("example.com"), "example.com"],
  ["whois.ripe.net", network("192.0.2.0/24"), "--charset UTF-8 192.0.2.0/24"],
  ["whois.ripe.net", autnum(64_500), "--charset UTF-8 AS64500"],
  ["whois.apnic.net", autnum(64_500), "AS64500"],
  ["whois.verisign-grs.com", nameserver("ns1.example.com"), "nameserver ns1.example.com"],
  ["whois.verisign-grs.com", nameserver("example.com"), "nameserver example.com"],
  ["whois.nic.name", nameserver("ns1.example.name"), "nameserver=ns1.example.name"],
  ["whois.nic.uk", nameserver("ns1.example.co.uk"), "ns1.example.co.uk"],
  ["whois.denic.de", nameserver("ns1.example.de"), "ns1.example.de"],
  ["whois.arin.net", entity("ABC123-ARIN"), "ABC123-ARIN"],
  ["whois.ripe.net", entity("ORG-EX1-RIPE"), "--charset UTF-8 ORG-EX1-RIPE"],
  ["whois.norid.no", entity("EX123P-NORID"), "-c utf-8 EX123P-NORID"],
  ["whois.aero", entity("X123-AERO"), "CONTACT ID X123-AERO"],
  ["whois.aero", domain("example.aero"), "example.aero"],
  ["whois.nic.ad.jp", entity("AB123JP"), "AB123JP/e"],
  ["whois.nic.ad.jp", network("192.0.2.0/24"), "192.0.2.0/24/e"],
  ["whois.nic.cat", domain("example.cat"), "-C UTF-8 example.cat"],
  ["whois.corenic.net", domain("example.shop"), "-C UTF-8 example.shop"],
  [
    "whois.online.rs.corenic.net",
    domain("xn--bcher-kva.xn--80asehdb"),
    "-C UTF-8 xn--bcher-kva.xn--80asehdb",
  ],
  ["whois.site.rs.corenic.net", domain("example.site"), "-C UTF-8 example.site"],
  ["whois.nic.ir", domain("example.ir"), "example.ir"],
  ["whois.iana.org", domain("com"), "com"],
  ["whois.iana.org", autnum(3333), "AS3333"],
  ["whois.radb.net", autnum(3333), "AS3333"],
  ["whois.afrinic.net", network("2c00::/12"), "2c00::/12"],
  ["whois.lacnic.net", network("192.0.2.1"), "192.0.2.1"],
  ["constructor", domain("example.org"), "example.org"],
] as const)("whoisQuery speaks to %s in its way: %o", (host, subject, line) => {
  expect(whoisQuery(host, subject)).toBe(line);
});

test("whoisQuery puts the subject in place of {name} in a configured template, and nothing else", () => {
  expect(whoisQuery("whois.denic.de", domain("example.de"), "domain {name}")).toBe(
    "domain example.de",
  );
  expect(whoisQuery("h.example", autnum(64_500), "{name} -x {name}")).toBe("AS64500 -x AS64500");
  expect(whoisQuery("h.example", domain("$&$`"), "domain {name}")).toBe("domain $&$`");
});

test("whoisQuery lets no control character or line end through, whatever it is given", () => {
  expect(whoisQuery("whois.denic.de", domain("a.de\r\nevil\0\u0085\u2028x.de"))).toBe(
    "-T dn,ace a.deevilx.de",
  );
  const text = fc.string({ unit: "binary" });
  fc.assert(
    fc.property(text, text, fc.option(text, { nil: undefined }), (host, name, template) => {
      const line = whoisQuery(host, domain(name), template);
      expect(line).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
    }),
  );
});

test("charsetOf knows the servers whose replies are not UTF-8", () => {
  expect(charsetOf("whois.registro.br")).toBe("iso-8859-1");
  expect(charsetOf("WHOIS.NIC.AD.JP")).toBe("iso-2022-jp");
  expect(charsetOf("whois.kg")).toBe("windows-1251");
  expect(charsetOf("whois.denic.de")).toBe("utf-8");
  expect(charsetOf("whois.example.net")).toBeUndefined();
});
