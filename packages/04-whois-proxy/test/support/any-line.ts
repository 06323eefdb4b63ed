/** Query lines of every kind: what people type, what they mistype, and what nobody would. */

import fc from "fast-check";

const label = fc.stringMatching(/^[a-z][a-z0-9-]{0,8}[a-z0-9]$/);
const zone = fc.constantFrom(
  "com",
  "nu",
  "co.uk",
  "uk.com",
  "рф",
  "xn--p1ai",
  "test",
  "nosuchzone",
);
const prefix = (bits: number) =>
  fc.option(fc.integer({ min: 0, max: bits + 1 }), { nil: undefined });
const withPrefix = ([address, bits]: readonly [string, number | undefined]): string =>
  bits === undefined ? address : `${address}/${bits}`;

/** Domains, addresses, networks, numbers, reverse names, hosts, handles, registrars. */
export const anySubject: fc.Arbitrary<string> = fc.oneof(
  fc.tuple(label, zone).map((parts) => parts.join(".")),
  fc.tuple(label, label, zone).map((parts) => `https://${parts.join(".")}/a?b#c`),
  fc.tuple(label, zone).map((parts) => `nameserver ns1.${parts.join(".")}`),
  zone,
  fc.tuple(fc.ipV4(), prefix(32)).map(withPrefix),
  fc.tuple(fc.ipV6(), prefix(128)).map(withPrefix),
  fc.ipV4().map((address) => `${address.split(".").toReversed().join(".")}.in-addr.arpa`),
  fc.nat(2 ** 32 - 1).map((number) => `AS${number}`),
  fc
    .tuple(label, fc.constantFrom("RIPE", "ARIN", "AP", "MNT", "LACNIC", "NOBODY"))
    .map((parts) => parts.join("-")),
  fc.nat(10_000).map((id) => `registrar ${id}`),
  fc.constantFrom("help", "", "64:ff9b::c000:201", "2002:c000:201::1", "AB123JP", "AS3333:AS-X"),
);

const options = fc.subarray(
  [
    "--raw",
    "--json",
    "--explain",
    "--fresh",
    "--no-referral",
    "--via=rdap",
    "--via=whois",
    "-T dn",
  ],
  { maxLength: 3 },
);

const junk = fc.oneof(
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.constantFrom(
    "\u001b[2J",
    "a\u0000b",
    "%00",
    "../../etc/passwd",
    "-",
    "--",
    "--via=x",
    "{name}",
  ),
);

/** A whole line. */
export const anyLine: fc.Arbitrary<string> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.tuple(options, anySubject).map(([own, text]) => [...own, text].join(" ")),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(options, junk, anySubject).map((parts) => parts.flat().join(" ")),
  },
  { weight: 1, arbitrary: junk },
);
