/**
 * What the proxy knows before it asks anyone: which registry is in charge of a name, an address or
 * an AS number, and what is set aside for special use. Lookups are pure and take microseconds.
 *
 * @example
 * const tables = loadBuiltInTables();
 * tables.zoneOf("www.example.co.uk")?.whois; // "whois.nic.uk"
 */

import type { IpNetwork } from "../model/ip.ts";
import type { TableData } from "./table-data.ts";
import type { TableName } from "./table-files.ts";

/** A zone that takes registrations, and the servers of its registry. */
export interface ZoneEntry {
  /** Lower-case A-label without the final dot: `uk`, `co.uk`; empty for the root. */
  readonly zone: string;
  /** Port-43 server: `host`, or `host:port` when the port is not 43. */
  readonly whois?: string;
  /** RDAP base URLs, best first, each ending in `/`; empty when the zone has none. */
  readonly rdap: readonly string[];
  /** Where `rdap` is known from, for a person: `IANA RDAP bootstrap of 2026-07-14`. */
  readonly rdapFrom?: string;
  /** The registry's page for people, where it runs no WHOIS server. */
  readonly web?: string;
  /** Where `whois` is known from; without `whois`, why there is none. */
  readonly whoisFrom: string;
}

/** A block of addresses or of AS numbers, and the registry that it was delegated to. */
export interface DelegationEntry {
  /** `AFRINIC`, `APNIC`, `ARIN`, `LACNIC`, `RIPE NCC` or `IANA`; else the host of the RDAP server. */
  readonly registry: string;
  readonly whois?: string;
  /** RDAP base URLs, best first, each ending in `/`. */
  readonly rdap: readonly string[];
  /** The block that matched: `192.0.0.0/8`, `2001:200::/23`, `1-1876`. */
  readonly block: string;
  /** Where this is known from, for a person. */
  readonly from: string;
}

/** The registry that a handle is from. */
export interface HandleEntry {
  /** RDAP base URLs by the object tag (RFC 8521), best first; empty where nobody registered it. */
  readonly rdap: readonly string[];
  readonly rdapFrom: string;
  readonly whois?: string;
  readonly whoisFrom: string;
}

/** Something set aside: it is answered from here, and nobody is asked. */
export interface SpecialEntry {
  /** `test`, `10.0.0.0/8`, `64512-65534`. */
  readonly key: string;
  /** What it is called: `Private-Use`. */
  readonly name: string;
  /** `RFC 1918`; empty where it was not an RFC that set it aside. */
  readonly rfc: readonly string[];
  /** The registry that lists it: `IANA IPv4 Special-Purpose Address Registry`. */
  readonly registry: string;
  /** Date of that registry, as far as it gives one: `2024-04` or `2024-04-10`. */
  readonly date: string;
  /** More facts in the registry's own words: allocation date, whether it is forwardable… */
  readonly details: readonly (readonly [label: string, value: string])[];
}

/** One table, for `tables show`. */
export interface TableAge {
  /** The file it is from, without `.json`; a file may hold several registries, which have a row each. */
  readonly name: TableName;
  /** For a person: `RDAP dns`. */
  readonly table: string;
  readonly source: string;
  /** `2026-07-14`, or `2015-10` where the source is no more exact. */
  readonly date: string;
  readonly entries: number;
}

/** All tables together. Immutable: newer facts make new tables (see `withBootstrap`). */
export interface Tables {
  /** The facts that these tables were made from. */
  readonly data: TableData;
  /** The zone that a name (lower-case A-labels) lies in or is: whole labels, longest match. */
  zoneOf(name: string): ZoneEntry | undefined;
  /** The delegation that a network lies in wholly: longest prefix (RFC 9224 section 5.1). */
  networkEntry(network: IpNetwork): DelegationEntry | undefined;
  autnumEntry(number: number): DelegationEntry | undefined;
  /** The registry of a handle such as `ABC123-ARIN`, by what follows the last hyphen or precedes the first. */
  handleEntry(handle: string): HandleEntry | undefined;
  /** Special-use names (RFC 6761) and what lies below them. */
  specialName(name: string): SpecialEntry | undefined;
  /** The most specific special-purpose block that a network lies in wholly. */
  specialNetwork(network: IpNetwork): SpecialEntry | undefined;
  specialAutnum(number: number): SpecialEntry | undefined;
  /**
   * The name that a registry knows for a host: `www.example.co.uk` is `example.co.uk`. Zones, public
   * suffixes and reverse names come back unchanged.
   */
  readonly registrableName: (name: string) => string;
  /** Why a port-43 host must not be dialled: gone, or lapsed and in other hands. */
  readonly deadHost: (host: string) => string | undefined;
  describe(): readonly TableAge[];
}
