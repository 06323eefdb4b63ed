/** Whatever a path or a registry says, what comes out is valid. */

import fc from "fast-check";
import { expect, test } from "vitest";
import { parseRdapPath } from "../src/query/parse-rdap-path.ts";
import { conformanceOf } from "../src/rdap-out/conformance.ts";
import { rdapObject } from "../src/rdap-out/rdap-object.ts";
import { recordFromRdap } from "../src/record/from-rdap.ts";
import { structuredAnswer } from "../src/structured/structured-answer.ts";
import { recordFromWhois } from "../src/whois-text/record-from-whois.ts";
import type { RegistryRecord } from "../src/model/record.ts";
import { faultsOf } from "./support/answer-schema.ts";
import { rdapFaults } from "./support/rdap-conformance.ts";

const PATHS = {
  domain: ["domain"],
  ip: ["network"],
  autnum: ["autnum"],
  nameserver: ["nameserver"],
  entity: ["entity", "registrar"],
} as const;

const typed = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.domain(),
  fc.ipV4(),
  fc.ipV6(),
  fc.nat().map(String),
  fc.constantFrom("--raw", "--json x", "-k", "nameserver a.b", "registrar 1", "AS1", "A-RIPE", "/"),
);

test("parseRdapPath never throws, knows no options, and gives nothing but what the path is for", () => {
  fc.assert(
    fc.property(
      fc.constantFrom("domain", "ip", "autnum", "nameserver", "entity"),
      typed,
      (path, text) => {
        const { options, ...query } = parseRdapPath(path, text);
        expect(options).toEqual({ format: "text", referral: true, fresh: false, passThrough: [] });
        const kind = query.kind === "lookup" ? query.subject.kind : query.kind;
        expect([...PATHS[path], "bad"]).toContain(kind);
      },
    ),
    { numRuns: 2000 },
  );
});

/** Every fault of what is made of a record. */
function faults(record: RegistryRecord | undefined): string[] {
  if (record === undefined) return [];
  const object = rdapObject(record);
  const rdap = JSON.parse(JSON.stringify({ rdapConformance: conformanceOf(object), ...object }));
  const facts = { record, hops: [], plan: [], notes: [] };
  const answer = { asked: "x", outcome: "found", facts, origin: "fresh", text: "x" } as const;
  const structured = JSON.parse(JSON.stringify(structuredAnswer(answer)));
  return [...rdapFaults(rdap), ...faultsOf(structured)];
}

const word = fc.oneof(
  fc.string({ unit: "binary", maxLength: 20 }),
  fc.constantFrom("example.com", "1.2.3.4", "2001:db8::", "active", "2020-02-30", "registrar", ""),
);
const value = fc.oneof(word, fc.jsonValue({ maxDepth: 2 }));
const list = fc.array(value, { maxLength: 4 });

const entity = fc.record(
  {
    objectClassName: fc.constant("entity"),
    handle: value,
    roles: fc.oneof(list, fc.constantFrom(["registrar"], ["abuse", "technical"], ["jester"])),
    vcardArray: fc.tuple(
      fc.constant("vcard"),
      fc.array(
        fc.tuple(
          fc.constantFrom("fn", "org", "adr", "tel", "email", "url", "kind", "contact-uri"),
          fc.dictionary(fc.constantFrom("type", "cc", "label"), value),
          fc.constant("text"),
          fc.oneof(value, fc.array(word, { minLength: 7, maxLength: 7 })),
        ),
        { maxLength: 5 },
      ),
    ),
    publicIds: fc.array(fc.record({ type: fc.constant("IANA Registrar ID"), identifier: value })),
    links: list,
    remarks: list,
    events: list,
  },
  { requiredKeys: ["objectClassName", "roles"] },
);

const reply = fc.record(
  {
    objectClassName: fc.constantFrom("domain", "ip network", "autnum", "nameserver", "entity"),
    handle: value,
    ldhName: value,
    unicodeName: value,
    startAddress: fc.oneof(fc.ipV4(), fc.ipV6(), value),
    endAddress: fc.oneof(fc.ipV4(), fc.ipV6(), value),
    startAutnum: fc.oneof(fc.nat(), value),
    endAutnum: fc.oneof(fc.nat(), value),
    ipAddresses: fc.record({ v4: list, v6: list }),
    status: fc.oneof(list, value),
    events: fc.array(fc.record({ eventAction: word, eventDate: word }), { maxLength: 4 }),
    nameservers: fc.array(fc.record({ ldhName: value, ipAddresses: value }), { maxLength: 3 }),
    secureDNS: fc.record({ delegationSigned: value, dsData: list, keyData: list }),
    entities: fc.array(entity, { maxLength: 3 }),
    notices: fc.array(fc.record({ title: value, description: value, links: list })),
    remarks: fc.array(fc.record({ title: value, description: list })),
    redacted: fc.array(fc.record({ name: fc.record({ type: value }), reason: value })),
    country: value,
    port43: value,
    name: value,
    type: value,
  },
  { requiredKeys: ["objectClassName"] },
);

test("whatever an RDAP registry sends, our RDAP is valid and our JSON fits the schema", () => {
  fc.assert(
    fc.property(reply, (json) => {
      expect(faults(recordFromRdap(JSON.parse(JSON.stringify(json))))).toEqual([]);
    }),
    { numRuns: 1000 },
  );
});

const label = fc.constantFrom(
  ..."Domain Name|Registrar|Created|Expires|Status|Name Server|Registrant Email|DNSSEC|inetnum|netname|country|person|nic-hdl|phone|aut-num|Registrar IANA ID|URL|DS Data".split(
    "|",
  ),
);
const text = fc
  .array(fc.tuple(label, word), { maxLength: 12 })
  .map((rows) => rows.map(([key, said]) => `${key}: ${said}`).join("\n"));

test("whatever a WHOIS registry sends, our RDAP is valid and our JSON fits the schema", () => {
  const subjects = [
    { kind: "domain", name: "example.com", unicode: "example.com" },
    { kind: "network", network: { version: 4, address: "1.2.3.4", prefix: 32 } },
    { kind: "autnum", number: 1 },
    { kind: "nameserver", name: "ns1.example.com", unicode: "ns1.example.com" },
    { kind: "entity", handle: "A1-RIPE" },
  ] as const;
  fc.assert(
    fc.property(fc.constantFrom(...subjects), text, (subject, said) => {
      expect(faults(recordFromWhois(said, subject))).toEqual([]);
    }),
    { numRuns: 1000 },
  );
});
