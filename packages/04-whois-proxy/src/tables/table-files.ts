/**
 * The format of the files in `tables/`: JSON, each with its source and date. Names that share a server
 * stand in one string, parted by spaces, which is short, quick to parse, and easy to compare.
 *
 * What is read here is ours and tests read every file of it, or `checkTableFile` has found it good, so
 * shapes are not checked again.
 */

import type { BootstrapTable, Provenance, TableData, WhoisTable } from "./table-data.ts";
import type { SpecialEntry } from "./tables.ts";

/** Every table, by the name of its file without `.json`. */
export const tableNames = [
  "rdap-dns",
  "rdap-ipv4",
  "rdap-ipv6",
  "rdap-asn",
  "rdap-object-tags",
  "rdap-unlisted",
  "whois-zones",
  "whois-second-level",
  "whois-handles",
  "whois-hosts",
  "web-pages",
  "silent-zones",
  "root-zones",
  "registries",
  "delegations-ipv4",
  "delegations-ipv6",
  "special-names",
  "special-networks",
  "special-autnums",
] as const;
/** The name of one of them. */
export type TableName = (typeof tableNames)[number];

/** The text of a file; undefined where there is none, which `root-zones` alone may be. */
export type ReadText = (name: TableName) => string | undefined;

/** Names in one string, parted by spaces: short, and quick to parse. */
type Words = string;

interface RdapFile extends Provenance {
  /** Base URLs, best first, to what they serve. */
  readonly servers: Readonly<Record<Words, Words>>;
}

interface WhoisFile extends Provenance {
  /** Host to its zones. */
  readonly servers: Readonly<Record<string, Words>>;
}

interface ZonesFile extends Provenance {
  readonly zones: Words;
}

interface DelegationsFile extends Provenance {
  readonly table: string;
  /** Registry to its blocks. */
  readonly blocks: Readonly<Record<string, Words>>;
}

interface SpecialFile {
  readonly registries: readonly (Provenance & {
    readonly entries: Readonly<
      Record<
        string,
        {
          readonly name: string;
          readonly rfc?: readonly string[];
          readonly details?: Readonly<Record<string, string>>;
        }
      >
    >;
  })[];
}

/** Reads all tables. @throws {SyntaxError} when a file is missing or is no JSON */
export function readTables(text: ReadText): TableData {
  const read = (name: TableName) => JSON.parse(text(name) ?? "");
  const root = text("root-zones");
  const pages: Provenance & { readonly pages: Record<string, string> } = read("web-pages");
  const silent: ZonesFile = read("silent-zones");
  const hosts: Provenance & Record<"dead" | "lapsed" | "moved", Record<string, string>> =
    read("whois-hosts");
  const handles: Provenance & Record<"prefixes" | "suffixes", Record<string, Words>> =
    read("whois-handles");
  const registries: Provenance & {
    readonly registries: Record<string, { readonly whois: string; readonly rdapHosts: Words }>;
  } = read("registries");
  return {
    bootstrap: {
      dns: readRdap(read("rdap-dns")),
      ipv4: readRdap(read("rdap-ipv4")),
      ipv6: readRdap(read("rdap-ipv6")),
      asn: readRdap(read("rdap-asn")),
      "object-tags": readRdap(read("rdap-object-tags")),
    },
    unlistedRdap: readRdap(read("rdap-unlisted")),
    whois: readWhois(read("whois-zones")),
    secondLevelWhois: readWhois(read("whois-second-level")),
    handles: {
      ...handles,
      suffixes: inverted(handles.suffixes),
      prefixes: inverted(handles.prefixes),
    },
    webPages: { ...pages, pages: new Map(Object.entries(pages.pages)) },
    silentZones: readZones(silent),
    ...(root !== undefined && { rootZones: readZones(JSON.parse(root)) }),
    hosts: {
      ...hosts,
      dead: new Map(Object.entries(hosts.dead)),
      lapsed: new Map(Object.entries(hosts.lapsed)),
      moved: new Map(Object.entries(hosts.moved)),
    },
    registries: {
      ...registries,
      byName: new Map(
        Object.entries(registries.registries).map(([name, { whois, rdapHosts }]) => [
          name,
          { whois, rdapHosts: split(rdapHosts) },
        ]),
      ),
    },
    delegations: [
      readDelegations(read("delegations-ipv4")),
      readDelegations(read("delegations-ipv6")),
    ],
    specialNames: readSpecial(read("special-names")),
    specialNetworks: readSpecial(read("special-networks")),
    specialAutnums: readSpecial(read("special-autnums")),
  };
}

const split = (words: Words): string[] => words.split(" ");

/** `{ ARIN: "3.0.0.0/8 4.0.0.0/8" }` to `3.0.0.0/8` → `ARIN`, … */
const inverted = (words: Readonly<Record<string, Words>>): Map<string, string> =>
  new Map(
    Object.entries(words).flatMap(([value, keys]) =>
      split(keys).map((key): [string, string] => [key, value]),
    ),
  );

function readRdap({ source, date, servers }: RdapFile): BootstrapTable {
  const services = Object.entries(servers).map(([urls, entries]) => ({
    entries: split(entries),
    urls: split(urls),
  }));
  return { source, date, services };
}

const readWhois = ({ source, date, servers }: WhoisFile): WhoisTable => ({
  source,
  date,
  servers: inverted(servers),
});

const readZones = (file: ZonesFile) => ({
  ...file,
  // A list may be empty.
  zones: split(file.zones).filter((zone) => zone !== ""),
});

const readDelegations = (file: DelegationsFile) => ({ ...file, blocks: inverted(file.blocks) });

function readSpecial({ registries }: SpecialFile): SpecialEntry[] {
  return registries.flatMap(({ source: registry, date, entries }) =>
    Object.entries(entries).map(([key, { name: title, rfc = [], details = {} }]) => ({
      key,
      name: title,
      rfc,
      registry,
      date,
      details: Object.entries(details),
    })),
  );
}
