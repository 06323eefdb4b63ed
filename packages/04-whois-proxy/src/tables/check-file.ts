/**
 * Looks a table file over before anybody builds on it: those in `[tables] dir` may have been cut off,
 * or written by hand. It must be exactly as `table-files.ts` reads it.
 *
 * @example
 * checkTableFile("silent-zones", '{ "source": "me", "date": "2026-11-22", "zones": "a..b" }');
 * // 'zones: "a..b" is no zone'
 */

import { z } from "zod";
import { parseHostPort } from "../config/units.ts";
import { parseNetwork } from "../model/ip.ts";
import { conflictOf, firstIssue, isCanonicalBase, isCanonicalEntry } from "./bootstrap-file.ts";
import { overlapOf, parseRange, rangeText } from "./range-index.ts";
import type { BootstrapName } from "./table-data.ts";
import type { TableName } from "./table-files.ts";

/** How much of a bad word is shown, in characters. */
const MAX_QUOTED = 80;

type Is = (word: string) => boolean;

const isZone: Is = (text) => text !== "" && isCanonicalEntry("dns", text);
const isHost: Is = (text) => text === text.toLowerCase() && parseHostPort(text, 43) !== undefined;
const isTag: Is = (text) => isCanonicalEntry("object-tags", text);
const isNetwork: Is = (text) => {
  const network = text.includes("/") ? parseNetwork(text) : undefined;
  return network !== undefined && `${network.address}/${network.prefix}` === text;
};
const isRange: Is = (text) => parseRange(text) !== undefined;
const isPage: Is = (text) => /^https?:\/\//.test(text) && URL.canParse(text);

/** A line for a person: it ends in answers and logs. */
const line = z.string().regex(/^[^\p{Cc}]{1,300}$/u, "expected one line of text");

const provenance = {
  source: line,
  date: z.string().regex(/^\d{4}-\d\d(-\d\d)?$/, "expected a day or a month"),
};

/** A word that is `what`. */
const word = (what: string, is: Is) =>
  z.string().superRefine((text, context) => {
    if (is(text)) return;
    context.addIssue(`${JSON.stringify(text.slice(0, MAX_QUOTED))} is no ${what}`);
  });

/** Words parted by single spaces, each of which is `what`. */
const words = (what: string, is: Is) =>
  z.string().superRefine((text, context) => {
    const bad = text.split(" ").find((one) => !is(one));
    if (bad === undefined) return;
    context.addIssue(`${JSON.stringify(bad.slice(0, MAX_QUOTED))} is no ${what}`);
  });

const zones = words("zone", isZone);
const host = word("server", isHost);

/** Groups of words; no word may stand in two of them. */
const groups = (key: z.ZodString, value: z.ZodString) =>
  z.record(key, value).superRefine((record, context) => {
    const all = Object.values(record).flatMap((text) => text.split(" "));
    const seen = new Set<string>();
    const twice = all.find((one) => seen.size === seen.add(one).size);
    if (twice !== undefined) context.addIssue(`${JSON.stringify(twice)} is there twice`);
    if (all.length === 0) context.addIssue("it is empty");
  });

const rdap = (name: BootstrapName) =>
  z.object({
    ...provenance,
    servers: z
      .record(
        words("base URL", isCanonicalBase),
        words(`entry of ${name}`, (text) => isCanonicalEntry(name, text)),
      )
      .superRefine((servers, context) => {
        const entries = Object.values(servers).flatMap((text) => text.split(" "));
        const problem = entries.length === 0 ? "it is empty" : conflictOf(name, entries);
        if (problem !== undefined) context.addIssue(problem);
      }),
  });

const whois = z.object({ ...provenance, servers: groups(host, zones) });

const zoneList = z.object({ ...provenance, zones: zones.or(z.literal("")) });

const delegations = z.object({
  ...provenance,
  table: line,
  blocks: groups(line, words("network", isNetwork)),
});

const special = (what: string, is: Is) =>
  z.object({
    registries: z.array(
      z.object({
        ...provenance,
        entries: z.record(
          word(what, is),
          z.object({
            name: line,
            rfc: z.array(line).optional(),
            details: z.record(line, line).optional(),
          }),
        ),
      }),
    ),
  });

const autnums = special("range of AS numbers", isRange).superRefine(({ registries }, context) => {
  const keys = registries.flatMap(({ entries }) => Object.keys(entries));
  const overlap = overlapOf(keys.map(parseRange).filter((range) => range !== undefined));
  if (overlap !== undefined) context.addIssue(`${overlap.map(rangeText).join(" and ")} overlap`);
});

const schemas: Readonly<Record<TableName, z.ZodType>> = {
  "rdap-dns": rdap("dns"),
  "rdap-ipv4": rdap("ipv4"),
  "rdap-ipv6": rdap("ipv6"),
  "rdap-asn": rdap("asn"),
  "rdap-object-tags": rdap("object-tags"),
  "rdap-unlisted": rdap("dns"),
  "whois-zones": whois,
  "whois-second-level": whois,
  "whois-handles": z.object({
    ...provenance,
    prefixes: groups(host, words("part of a handle", isTag)),
    suffixes: groups(host, words("part of a handle", isTag)),
  }),
  "whois-hosts": z.object({
    ...provenance,
    dead: z.record(host, line),
    lapsed: z.record(host, line),
    moved: z.record(host, host),
  }),
  "web-pages": z.object({
    ...provenance,
    pages: z.record(word("zone", isZone), word("URL", isPage)),
  }),
  "silent-zones": zoneList,
  "root-zones": zoneList,
  registries: z.object({
    ...provenance,
    registries: z.record(line, z.object({ whois: host, rdapHosts: words("host", isHost) })),
  }),
  "delegations-ipv4": delegations,
  "delegations-ipv6": delegations,
  "special-names": special("zone", isZone),
  "special-networks": special("network", isNetwork),
  "special-autnums": autnums,
};

/** What is wrong with the text of a table file, in a few words; undefined when nothing is. */
export function checkTableFile(name: TableName, text: string): string | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return text.trim() === "" ? "it is empty" : "it is not JSON";
  }
  const result = schemas[name].safeParse(value);
  return result.success ? undefined : firstIssue(result.error);
}
