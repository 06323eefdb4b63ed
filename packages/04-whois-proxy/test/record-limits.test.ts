import { expect, test } from "vitest";
import { type DomainRecord, type NetworkRecord, type Contact } from "../src/model/record.ts";
import { recordFromRdap } from "../src/record/from-rdap.ts";
import { limits } from "../src/record/limits.ts";
import { mergeRecords } from "../src/record/merge.ts";
import { relatedRdapUrl } from "../src/record/related.ts";
import { renderRecord } from "../src/render/render.ts";

const MANY = 100_000;
const many = <T>(make: (index: number) => T): T[] =>
  Array.from({ length: MANY }, (_, i) => make(i));

function domain(members: object): DomainRecord {
  const record = recordFromRdap({ objectClassName: "domain", ldhName: "example.com", ...members });
  if (record?.kind !== "domain") throw new Error("Cannot read the domain");
  return record;
}

function network(members: object): NetworkRecord {
  const record = recordFromRdap({
    objectClassName: "ip network",
    startAddress: "10.0.0.0",
    ...members,
  });
  if (record?.kind !== "network") throw new Error("Cannot read the network");
  return record;
}

/** How many items came out, for a reply with many more than the limit. */
const counts: Readonly<Record<string, readonly [limit: number, count: () => number | undefined]>> =
  {
    nameservers: [
      limits.nameservers,
      () =>
        domain({ nameservers: many((i) => ({ ldhName: `ns${i}.example` })) }).nameservers?.length,
    ],
    addresses: [
      limits.addresses,
      () => {
        const v4 = many((i) => `10.${i >> 16}.${(i >> 8) & 255}.${i & 255}`);
        const nameservers = [{ ldhName: "ns.example", ipAddresses: { v4 } }];
        return domain({ nameservers }).nameservers?.[0]?.addresses?.length;
      },
    ],
    statuses: [limits.statuses, () => domain({ status: many((i) => `s${i}`) }).statuses?.length],
    events: [
      limits.events,
      () => {
        const events = many((i) => ({ eventAction: `e${i}`, eventDate: "2020-01-01" }));
        return domain({ events }).events?.length;
      },
    ],
    entities: [
      limits.entities,
      () => {
        const entities = many((i) => ({ handle: `h${i}`, roles: ["billing"] }));
        return domain({ entities }).contacts?.["billing"]?.length;
      },
    ],
    roles: [
      limits.roles,
      () => {
        const roles = many((i) => `role${i}`);
        return Object.keys(domain({ entities: [{ handle: "h", roles }] }).contacts ?? {}).length;
      },
    ],
    keys: [
      limits.keys,
      () => {
        const dsData = many((keyTag) => ({ keyTag, algorithm: 13, digestType: 2, digest: "AB" }));
        return domain({ secureDNS: { dsData } }).dnssec?.ds?.length;
      },
    ],
    cidrs: [
      limits.cidrs,
      () =>
        network({ cidr0_cidrs: many(() => ({ v4prefix: "10.0.0.0", length: 8 })) }).cidrs.length,
    ],
    notices: [
      limits.notices,
      () => domain({ notices: many((i) => ({ title: `t${i}` })) }).notices?.length,
    ],
    redactions: [
      limits.redactions,
      () => domain({ redacted: many((i) => ({ name: { type: `r${i}` } })) }).redacted?.length,
    ],
    "lines of a notice": [
      limits.lines,
      () => domain({ notices: [{ description: many((i) => `l${i}`) }] }).notices?.[0]?.lines.length,
    ],
    "lines of remarks": [
      limits.lines,
      () => {
        const description = many((i) => `l${i}`);
        const remarks = Array.from({ length: 40 }, () => ({ description }));
        return domain({ remarks }).remarks?.length;
      },
    ],
    "characters of a value": [
      limits.text,
      () => domain({ handle: "x".repeat(MANY) }).handle?.length,
    ],
  };

test.each(Object.entries(counts))(
  "recordFromRdap reads %s up to the limit",
  (_, [limit, count]) => {
    expect(count()).toBe(limit);
  },
);

test("recordFromRdap reads the properties of a card up to the limit", () => {
  const filler = Array.from({ length: limits.vcardProperties }, () => ["note", {}, "text", "x"]);
  const named = (place: number): unknown =>
    domain({
      entities: [
        {
          roles: ["registrant"],
          handle: "h",
          vcardArray: ["vcard", filler.toSpliced(place, 1, ["fn", {}, "text", "Joe"])],
        },
      ],
    }).contacts?.["registrant"]?.[0]?.name;
  expect(named(limits.vcardProperties - 1)).toBe("Joe");
  expect(named(limits.vcardProperties)).toBeUndefined();
});

test("relatedRdapUrl looks at links up to the limit", () => {
  const link = { rel: "related", type: "application/rdap+json", href: "https://a.example/" };
  const filler = Array.from({ length: limits.links }, () => ({ ...link, rel: "up" }));
  expect(relatedRdapUrl({ links: [link, ...filler].slice(0, limits.links).toReversed() })).toBe(
    link.href,
  );
  expect(relatedRdapUrl({ links: [...filler, link] })).toBeUndefined();
});

test("recordFromRdap reads nested entities down to the limit", () => {
  let entity: object = { handle: "last" };
  for (let level = 0; level < MANY; level += 1)
    entity = { handle: `level ${level}`, roles: ["technical"], entities: [entity] };
  let depth = 0;
  let contact: Contact | undefined = domain({ entities: [entity] }).contacts?.["technical"]?.[0];
  for (; contact !== undefined; contact = contact.contacts?.["technical"]?.[0]) depth += 1;
  expect(depth).toBe(limits.entityDepth);
});

test("recordFromRdap counts nested entities, and renderRecord shows each of them once", () => {
  const roles = ["registrant", "technical", "billing", "noc", "zone", "dns", "abuse", "sponsor"];
  const tree = (depth: number): readonly object[] =>
    depth === 0
      ? []
      : Array.from({ length: 30 }, (_, i) => ({
          handle: `H${depth}-${i}`,
          roles,
          entities: tree(depth - 1),
        }));
  const record = domain({ entities: tree(3) });
  // Also when two servers send such a tree.
  for (const whole of [record, mergeRecords(record, record)]) {
    const lines = renderRecord(whole).split("\n");
    expect(lines.length).toBeGreaterThan(limits.entities);
    expect(lines.length).toBeLessThan(limits.entities * roles.length * 2);
  }
});
