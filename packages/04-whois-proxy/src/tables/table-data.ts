/**
 * The facts behind the tables as plain data: what the JSON files in `tables/` say once they are
 * read, and what a fresh RDAP bootstrap file replaces.
 */

import type { SpecialEntry } from "./tables.ts";

/** Where a table is from, and of which day. */
export interface Provenance {
  /** For a person: `IANA RDAP bootstrap`. */
  readonly source: string;
  /** `2026-07-14`, or `2015-10` where the source is no more exact. */
  readonly date: string;
}

/** The five RDAP bootstrap registries, by their file names at IANA (RFC 9224, RFC 8521). */
export const bootstrapNames = ["dns", "ipv4", "ipv6", "asn", "object-tags"] as const;
/** The name of one of them. */
export type BootstrapName = (typeof bootstrapNames)[number];

/** Entries and the RDAP servers in charge of them, canonical and in order of preference. */
interface RdapService {
  readonly entries: readonly string[];
  readonly urls: readonly string[];
}

/** One bootstrap registry. */
export interface BootstrapTable extends Provenance {
  readonly services: readonly RdapService[];
}

/** Port-43 server by zone. */
export interface WhoisTable extends Provenance {
  readonly servers: ReadonlyMap<string, string>;
}

/** Zones without more. */
export interface ZoneList extends Provenance {
  readonly zones: readonly string[];
}

/** What a regional registry runs, the same for addresses and AS numbers. */
interface RegionalRegistry {
  readonly whois: string;
  /** Hosts of its RDAP servers, by which a bootstrap entry tells whose it is. */
  readonly rdapHosts: readonly string[];
}

/** All facts. */
export interface TableData {
  readonly bootstrap: Readonly<Record<BootstrapName, BootstrapTable>>;
  /** RDAP servers that IANA does not list; IANA's entry wins as soon as there is one. */
  readonly unlistedRdap: BootstrapTable;
  /** Of the top-level zones. */
  readonly whois: WhoisTable;
  /** Of registries below somebody else's zone: `uk.com`, `ac.uk`. */
  readonly secondLevelWhois: WhoisTable;
  /** Port-43 server by the last part of a handle (`RIPE` of `X1-RIPE`) and by the first (`NET` of `NET-192-0-2-0-1`). */
  readonly handles: Provenance & {
    readonly suffixes: ReadonlyMap<string, string>;
    readonly prefixes: ReadonlyMap<string, string>;
  };
  /** Zone to web page, for registries that run no WHOIS server. */
  readonly webPages: Provenance & { readonly pages: ReadonlyMap<string, string> };
  /** Top-level zones that exist but whose registry answers nobody. */
  readonly silentZones: ZoneList;
  /** All top-level zones there are; not there until `tables update` has fetched the list. */
  readonly rootZones?: ZoneList;
  /** Port-43 hosts that are gone (host to reason), or go by another name now (old to new). */
  readonly hosts: Provenance & {
    readonly dead: ReadonlyMap<string, string>;
    /** Worse than dead: somebody else answers there. */
    readonly lapsed: ReadonlyMap<string, string>;
    readonly moved: ReadonlyMap<string, string>;
  };
  readonly registries: Provenance & {
    readonly byName: ReadonlyMap<string, RegionalRegistry>;
  };
  /** Registry name by block, IPv4 and IPv6. */
  readonly delegations: readonly (Provenance & {
    readonly table: string;
    readonly blocks: ReadonlyMap<string, string>;
  })[];
  readonly specialNames: readonly SpecialEntry[];
  readonly specialNetworks: readonly SpecialEntry[];
  readonly specialAutnums: readonly SpecialEntry[];
}
