import fc from "fast-check";
import { expect, test } from "vitest";
import { subjectText } from "../src/model/subject.ts";
import { parseDomainName } from "../src/query/domain-name.ts";
import { parseQuery } from "../src/query/parse-query.ts";

const asIs = (name: string) => name;

/** The subject of a line in one word, or `bad: …`. */
function read(line: string): string {
  const query = parseQuery(line, asIs);
  if (query.kind === "lookup") return `${query.subject.kind} ${subjectText(query.subject)}`;
  return query.kind === "bad" ? `bad: ${query.reason}` : query.kind;
}

test.for([
  ["example.com", "domain example.com"],
  ["  Example.COM.  ", "domain example.com"],
  ["bücher.example", "domain xn--bcher-kva.example"],
  ["BÜCHER.example", "domain xn--bcher-kva.example"],
  ["xn--bcher-kva.example", "domain xn--bcher-kva.example"],
  ["faß.de", "domain xn--fa-hia.de"],
  ["例え。jp", "domain xn--r8jz45g.jp"],
  ["r3--sn.example", "domain r3--sn.example"],
  ["com", "domain com"],
  ["as5.com", "domain as5.com"],
  ["https://user@Example.com:8080/path?query", "domain example.com"],
  ["example.com/path", "domain example.com"],
  ["192.0.2.1", "network 192.0.2.1"],
  ["http://192.0.2.1/x", "network 192.0.2.1"],
  ["http://[2001:db8::1]:80/x", "network 2001:db8::1"],
  ["192.0.2.77/24", "network 192.0.2.0/24"],
  ["0.0.0.0/0", "network 0.0.0.0/0"],
  ["2001:DB8:0::0", "network 2001:db8::"],
  ["2001:db8::/32", "network 2001:db8::/32"],
  ["EXAMPLE.COM", "domain example.com"],
  ["ｅｘａｍｐｌｅ．ｃｏｍ", "domain example.com"],
  ["почта.рф.", "domain xn--80a1acny.xn--p1ai"],
  ["HTTPS://BÜCHER.EXAMPLE", "domain xn--bcher-kva.example"],
  ["ftp://example.com", "domain example.com"],
  ["http://example.com:8080", "domain example.com"],
  ["https://example.com?query", "domain example.com"],
  ["https://example.com#part", "domain example.com"],
  ["https://user:secret@example.com/", "domain example.com"],
  ["example.com/", "domain example.com"],
  ["example.com:443", "domain example.com"],
  ["https://192.0.2.1:8443/x", "network 192.0.2.1"],
  [".com", "domain com"],
  ["COM.", "domain com"],
  ["рф", "domain xn--p1ai"],
  ["xn--p1ai", "domain xn--p1ai"],
  ["::", "network ::"],
  ["::/0", "network ::/0"],
  ["::FFFF:192.0.2.1", "network ::ffff:c000:201"],
  ["2001:db8:0:0:0:0:0:1", "network 2001:db8::1"],
  ["64:ff9b::192.0.2.1", "network 64:ff9b::c000:201"],
  ["255.255.255.255", "network 255.255.255.255"],
  ["AS64500", "autnum AS64500"],
  ["as64500", "autnum AS64500"],
  ["as 64500", "autnum AS64500"],
  ["As  64500", "autnum AS64500"],
  ["ASN64500", "autnum AS64500"],
  ["asn 64500", "autnum AS64500"],
  ["AS0064500", "autnum AS64500"],
  ["AS1.10", "autnum AS65546"],
  ["AS0.64500", "autnum AS64500"],
  ["AS65535.65535", "autnum AS4294967295"],
  ["AS0", "autnum AS0"],
  ["AS396982", "autnum AS396982"],
  ["AS4200000000", "autnum AS4200000000"],
  ["AS4294967295", "autnum AS4294967295"],
  ["1.2.0.192.in-addr.arpa", "domain 1.2.0.192.in-addr.arpa"],
  ["2.0.192.IN-ADDR.ARPA.", "domain 2.0.192.in-addr.arpa"],
  ["8.b.d.0.1.0.0.2.ip6.arpa", "domain 8.b.d.0.1.0.0.2.ip6.arpa"],
  ["nameserver ns1.example.com", "nameserver ns1.example.com"],
  ["NameServer  NS1.Bücher.Example.", "nameserver ns1.xn--bcher-kva.example"],
  ["ABC123-ARIN", "entity ABC123-ARIN"],
  ["abc123-arin", "entity ABC123-ARIN"],
  ["ORG-EXAMPLE1-RIPE", "entity ORG-EXAMPLE1-RIPE"],
  ["EXAMPLE-MNT", "entity EXAMPLE-MNT"],
  ["NET-192-0-2-0-1", "entity NET-192-0-2-0-1"],
  ["NET6-2001-DB8-1", "entity NET6-2001-DB8-1"],
  ["AS-EXAMPLE", "entity AS-EXAMPLE"],
  ["AS64500:AS-EXAMPLE", "entity AS64500:AS-EXAMPLE"],
  ["ab123jp", "entity AB123JP"],
  ["ab123jp.jp", "domain ab123jp.jp"],
  ["registrar 292", "registrar registrar 292"],
  ["REGISTRAR 9999999", "registrar registrar 9999999"],
  ["HELP", "help"],
])("parseQuery reads %j", ([line, subject]) => {
  expect(read(line ?? "")).toBe(subject);
});

test.for([
  "1.2.3",
  "010.1.1.1",
  "256.1.1.1",
  "192.0.2.0/33",
  "2001:db8::/129",
  "fe80::1%eth0",
  "a_b.example",
  "a-.example",
  "a%41.com",
  "a..example",
  ".",
  "xn--a.example",
  "someone@example.com",
  "AS4294967296",
  "ASN4294967296",
  "AS99999999999",
  "AS1.65536",
  "AS65536.0",
  "AS1.2.3",
  "64500",
  "a_b",
  "a_b.com",
  "a%41.com",
  "https://a%41.com/",
  "..com",
  ".example.com",
  "example..com",
  "ex ample.com",
  "1.2.3.4.5",
  "192.0.2.0/24/x",
  "192.0.2.1:65536:1",
  "http://",
  "xn--",
  "xn--zzzzzzzz.com",
  "a\u200bb\u202e.com",
  "nameserver",
  "nameserver com",
  "nameserver a_b.com",
  "nameserver 192.0.2.1",
  "registrar",
  "registrar 0",
  "registrar 012",
  "registrar 12345678",
  "registrar example",
  "ABC_-",
  `${"A".repeat(80)}-ARIN`,
  `${"a".repeat(64)}.example`,
  `${"a.".repeat(130)}example`,
  "two words.example",
])("parseQuery refuses %j rather than look up something else", (line) => {
  expect(read(line)).toMatch(/^bad: ".*" is not a domain name/);
});

test.for(["", "   ", "\0", "--raw", "-T", "-a.example"])(
  "parseQuery calls %j an empty query",
  (line) => {
    expect(read(line)).toBe("bad: the query is empty");
  },
);

test("parseQuery takes its own options and passes others through with their values", () => {
  const query = parseQuery("--raw --via=whois --no-referral --fresh -T dn,ace Example.DE", asIs);
  expect(query).toMatchObject({
    kind: "lookup",
    subject: { name: "example.de" },
    options: {
      format: "raw",
      via: "whois",
      referral: false,
      fresh: true,
      passThrough: ["-T", "dn,ace"],
    },
  });
});

test.for([
  ["--via=ftp example.com", 'bad: --via is rdap or whois, not "ftp"'],
  ["-$(x) example.com", 'bad: "-$(x)" is not an option'],
  ["-T a;b example.com", 'bad: "a;b" is not the value of an option'],
])("parseQuery refuses the option of %j", ([line, reason]) => {
  expect(read(line ?? "")).toBe(reason);
});

test("parseQuery reduces a host to the name that its registry knows", () => {
  const query = parseQuery("www.bücher.example", (name) => name.split(".").slice(-2).join("."));
  expect(query).toMatchObject({
    subject: { name: "xn--bcher-kva.example", unicode: "bücher.example" },
  });
});

test("parseQuery reads a plain name as UTS 46 would", () => {
  const label = fc.string({
    unit: fc.constantFrom("a", "Z", "0", "9", "-", "x", "n"),
    minLength: 1,
    maxLength: 65,
  });
  fc.assert(
    fc.property(fc.array(label, { minLength: 1, maxLength: 5 }), (labels) => {
      const name = labels.join(".");
      const plain = parseDomainName(name);
      // A soft hyphen is mapped to nothing: the same name, by the long way.
      expect(parseDomainName(`${name.slice(0, 1)}\u00ad${name.slice(1)}`)).toEqual(plain);
    }),
  );
});

test("parseQuery never throws, and its reasons have no control characters", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: "binary" }), fc.string()), (line) => {
      const query = parseQuery(line, asIs);
      return query.kind !== "bad" || !/\p{Cc}/u.test(query.reason);
    }),
  );
  expect(read("a\u001b[31mb.example")).toContain('"a?[31mb.example"');
});

test.for(["--explain --json", "--json --explain", "--raw --explain --json", "--explain --raw"])(
  "parseQuery takes --explain over other formats in %j: nobody is to be asked",
  (options) => {
    const query = parseQuery(`${options} example.com`, (name) => name);
    expect(query).toMatchObject({ options: { format: "explain" } });
  },
);
