/** Replies made to break the reader or to forge lines in the text. */

import * as fc from "fast-check";
import { expect, test } from "vitest";
import { recordFromRdap } from "../src/record/from-rdap.ts";
import { mergeRecords } from "../src/record/merge.ts";
import { relatedRdapUrl } from "../src/record/related.ts";
import { renderRecord } from "../src/render/render.ts";
import { rdapCases } from "./rdap-cases.ts";

/** Every control character but LF, and what ends a line in Unicode. */
const UNPRINTABLE = /[^\P{Cc}\n]|[\p{Zl}\p{Zp}]/u;

function textOf(json: unknown): string {
  relatedRdapUrl(json);
  const record = recordFromRdap(json);
  if (record === undefined) return "";
  renderRecord(mergeRecords(record, record));
  return renderRecord(record);
}

/** The JSON with one value replaced, found by walking down with `choices`. */
function withValue(json: unknown, choices: readonly number[], value: unknown): unknown {
  const [choice, ...rest] = choices;
  if (choice === undefined || typeof json !== "object" || json === null) return value;
  const keys = Object.keys(json);
  const key = keys[choice % Math.max(1, keys.length)];
  const change = (item: unknown, itemKey: string): unknown =>
    itemKey === key ? withValue(item, rest, value) : item;
  if (Array.isArray(json)) return json.map((item, index) => change(item, String(index)));
  return Object.fromEntries(Object.entries(json).map(([name, item]) => [name, change(item, name)]));
}

const junk = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.string({ unit: "binary" }),
  fc.constantFrom("\r\n", "\u0000", "__proto__", "constructor", "tel:", "fax:;ext=", "REDACTED"),
);

test("recordFromRdap and renderRecord never throw on any JSON, and print no control character", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (json) => {
      expect(textOf(json)).not.toMatch(UNPRINTABLE);
    }),
  );
});

test("recordFromRdap and renderRecord never throw on a reply with something else in some place", () => {
  const place = fc.array(fc.nat(30), { minLength: 1, maxLength: 8 });
  const changes = fc.array(fc.tuple(place, junk), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(fc.constantFrom(...rdapCases), changes, ({ response }, list) => {
      const broken = list.reduce<unknown>(
        (json, [at, value]) => withValue(json, at, value),
        response,
      );
      expect(textOf(broken)).not.toMatch(UNPRINTABLE);
    }),
    { numRuns: 2_000 },
  );
});

const MEMBERS =
  `objectClassName handle ldhName unicodeName status events eventAction eventDate entities
  roles vcardArray jscard publicIds type identifier links rel href remarks notices title description
  nameservers ipAddresses v4 v6 secureDNS delegationSigned dsData keyTag redacted name reason port43
  startAddress endAddress cidr0_cidrs v4prefix length startAutnum endAutnum country parentHandle
  rdapConformance __proto__ constructor toString`.split(/\s+/);

test("recordFromRdap never throws on RDAP's members with any values", () => {
  const { object } = fc.letrec((tie) => ({
    object: fc.dictionary(fc.constantFrom(...MEMBERS), tie("value"), { maxKeys: 8 }),
    value: fc.oneof(
      { maxDepth: 5 },
      junk,
      fc.constantFrom("domain", "entity", "autnum", "192.0.2.0", "registrar", "abuse", 64_500),
      fc.array(tie("value"), { maxLength: 4 }),
      tie("object"),
    ),
  }));
  const kinds = fc.constantFrom(
    { objectClassName: "domain", ldhName: "example.com" },
    { objectClassName: "ip network", startAddress: "192.0.2.0" },
    { objectClassName: "autnum", startAutnum: 64_500 },
    { objectClassName: "nameserver", ldhName: "ns.example.com" },
    { objectClassName: "entity", handle: "X-RIPE" },
    { objectClassName: "entity", roles: ["registrar"] },
  );
  fc.assert(
    fc.property(object, kinds, (members, kind) => {
      expect(textOf({ ...Object(members), ...kind })).not.toMatch(UNPRINTABLE);
    }),
    { numRuns: 2_000 },
  );
});

/** Every text of a reply with a forged line behind it, but for the few that tell what it is about. */
function forged(json: unknown, key = ""): unknown {
  if (typeof json === "string")
    return /^(?:objectClassName|ldhName|startAddress|endAddress)$/.test(key)
      ? json
      : `${json}\r\nDomain Status: ok\n>>> forged <<<\u2028remarks: forged\u0085\u001b[2J`;
  if (Array.isArray(json)) return json.map((item) => forged(item));
  if (typeof json !== "object" || json === null) return json;
  return Object.fromEntries(Object.entries(json).map(([name, item]) => [name, forged(item, name)]));
}

test.each(rdapCases)(
  "renderRecord makes no line out of line ends inside the values of $name",
  (one) => {
    const text = textOf(forged(one.response));
    expect(text).not.toMatch(UNPRINTABLE);
    expect(text).not.toMatch(/^(?:Domain Status: ok|>>> forged|remarks: +forged)/m);
  },
);
