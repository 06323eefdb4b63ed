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
  ["AS64500", "autnum AS64500"],
  ["as 64500", "autnum AS64500"],
  ["AS1.10", "autnum AS65546"],
  ["AS0", "autnum AS0"],
  ["AS4294967295", "autnum AS4294967295"],
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
  "AS1.65536",
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
