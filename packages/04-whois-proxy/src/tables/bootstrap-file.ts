/**
 * Reads an RDAP bootstrap file (RFC 9224, RFC 8521), which may come from anyone: what is not exactly
 * one is refused as a whole. Entries and URLs come out canonical.
 *
 * @example
 * parseBootstrapFile("dns", { version: "1.0", publication: "2026-07-14T22:00:03Z",
 *   services: [[["kg"], ["http://rdap.cctld.kg"]]] }); // { date: "2026-07-14", services: […] }
 */

import { z } from "zod";
import { parseNetwork } from "../model/ip.ts";
import { overlapOf, parseRange, rangeText, readRange } from "./range-index.ts";
import type { BootstrapName, BootstrapTable } from "./table-data.ts";

/** How much of a bad entry is shown, in characters. */
const MAX_QUOTED = 80;

/** Every way to write an entry, made one way; undefined for what is no entry of this registry. */
const readEntry: Readonly<Record<BootstrapName, (text: string) => string | undefined>> = {
  dns: (text) => {
    const name = text.toLowerCase().replace(/\.$/, "");
    // "" is the root, the default for every name.
    return /^$|^[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})*$/.test(name) ? name : undefined;
  },
  ipv4: (text) => networkText(text, 4),
  ipv6: (text) => networkText(text, 6),
  asn: (text) => (parseRange(text) === undefined ? undefined : text),
  "object-tags": (text) => (/^[a-z0-9]{1,64}$/i.test(text) ? text.toUpperCase() : undefined),
};

function networkText(text: string, version: 4 | 6): string | undefined {
  const network = text.includes("/") ? parseNetwork(text) : undefined;
  return network?.version === version ? `${network.address}/${network.prefix}` : undefined;
}

/** A base URL ending in one slash; undefined for what a lookup cannot be appended to. */
function readBase(text: string): string | undefined {
  const url = URL.parse(text);
  const plain =
    url !== null &&
    (url.protocol === "https:" || url.protocol === "http:") &&
    url.username + url.password + url.search + url.hash === "" &&
    // The parser lets a stray percent sign pass.
    !/%(?![0-9a-f]{2})/i.test(url.pathname);
  return plain ? url.href.replace(/\/*$/, "/") : undefined;
}

/** Order of preference: https first; http only for a host that has no https. */
function preferred(bases: readonly string[]): string[] {
  const secure = bases.filter((base) => base.startsWith("https:"));
  const hosts = new Set(secure.map((base) => new URL(base).hostname));
  const plain = bases.filter(
    (base) => base.startsWith("http:") && !hosts.has(new URL(base).hostname),
  );
  return [...new Set([...secure, ...plain])];
}

/** A string that `read` understands, in its canonical form. */
const canonical = (what: string, read: (text: string) => string | undefined) =>
  z.string().transform((text, context) => {
    const value = read(text);
    if (value !== undefined) return value;
    // It ends in the log, so it must not be long.
    context.addIssue(`${JSON.stringify(text.slice(0, MAX_QUOTED))} is no ${what}`);
    return z.NEVER;
  });

function schemaOf(name: BootstrapName) {
  const entries = z.array(canonical(`entry of ${name}`, readEntry[name])).min(1);
  const urls = z.array(canonical("base URL", readBase)).min(1).transform(preferred);
  const service =
    name === "object-tags"
      ? z
          .tuple([z.array(z.string()), entries, urls])
          .transform(([, tags, bases]) => ({ entries: tags, urls: bases }))
      : z.tuple([entries, urls]).transform(([blocks, bases]) => ({ entries: blocks, urls: bases }));
  return z.object({
    version: z.literal("1.0"),
    publication: z.iso.datetime({ offset: true }),
    services: z.array(service).min(1),
  });
}

/** The table, or in a few words why the file cannot be one. */
export function parseBootstrapFile(name: BootstrapName, file: unknown): BootstrapTable | string {
  const parsed = schemaOf(name).safeParse(file);
  if (!parsed.success) return firstIssue(parsed.error);
  const { publication, services } = parsed.data;
  return (
    conflictOf(
      name,
      services.flatMap((service) => service.entries),
    ) ?? { source: "IANA RDAP bootstrap", date: publication.slice(0, 10), services }
  );
}

/** Whether an entry is one of this registry and written as the tables write it. */
export const isCanonicalEntry = (name: BootstrapName, text: string): boolean =>
  readEntry[name](text) === text;

/** Whether a base URL is one, and written as the tables write it. */
export const isCanonicalBase = (text: string): boolean => readBase(text) === text;

/** Why these entries cannot stand in one registry, in a few words; undefined when they can. */
export function conflictOf(name: BootstrapName, entries: readonly string[]): string | undefined {
  const twice = entries.length - new Set(entries).size;
  if (twice > 0) return `${twice} of its entries are there twice`;
  // A number of two registries cannot be told apart (RFC 9224, section 5.3).
  const overlap = name === "asn" ? overlapOf(entries.map(readRange)) : undefined;
  return overlap && `${overlap.map(rangeText).join(" and ")} overlap`;
}

/** `services.3: expected array`: one is enough to look the file over. */
export function firstIssue(error: z.ZodError): string {
  const [issue] = error.issues;
  if (issue === undefined) return error.message;
  // Of a bad key the path says only which one it is.
  const message = (issue.code === "invalid_key" && issue.issues[0]?.message) || issue.message;
  return issue.path.length === 0 ? message : `${issue.path.map(partText).join(".")}: ${message}`;
}

const partText = (part: PropertyKey): string => {
  const text = String(part);
  return /^[\w.-]{1,60}$/.test(text) ? text : JSON.stringify(text.slice(0, MAX_QUOTED));
};
