/**
 * Whom to ask about a subject, best source first: what configuration names, then RDAP where the
 * registry has it, then WHOIS; a directory (IANA's WHOIS) where nobody is known. Pure.
 *
 * @example
 * planQuery(subject, options, { config, tables }).sources; // [{ protocol: "rdap", url: "https://…" }, …]
 */

import type { Config, Override } from "../config/schema.ts";
import { type HostPort, parseHostPort } from "../config/units.ts";
import type { RdapSource, Source, WhoisSource } from "../model/source.ts";
import { type Subject, subjectText } from "../model/subject.ts";
import type { QueryOptions } from "../query/parse-query.ts";
import type { SpecialEntry, Tables } from "../tables/tables.ts";
import { charsetOf, whoisQuery } from "../upstream/server-dialects.ts";
import { autnumOverride, networkOverride, type NamedOverride, zoneOverride } from "./overrides.ts";
import { reverseNetwork } from "./reverse-name.ts";

/** What a plan is made from. */
export interface Knowledge {
  readonly config: Pick<Config, "zones" | "networks" | "autnums" | "upstream" | "tables">;
  readonly tables: Tables;
}

/** How one query will be answered. */
export interface Plan {
  /** To be asked in this order, until one of them answers. */
  readonly sources: readonly Source[];
  /** Answered from this entry of a registry of IANA, asking nobody. */
  readonly special?: SpecialEntry;
  /** What a person may want to know where nobody can be asked: why, and which web page to look at. */
  readonly notes: readonly string[];
}

/** What tables or configuration know of the registry in charge. */
interface Registry {
  readonly whois?: HostPort;
  readonly whoisFrom: string;
  readonly rdap: readonly string[];
  readonly rdapFrom: string;
  readonly web?: string;
}

/** Makes the plan for one subject. */
export function planQuery(subject: Subject, options: QueryOptions, knowledge: Knowledge): Plan {
  const { config, tables } = knowledge;
  const named = overrideOf(subject, config);
  const special = named === undefined ? specialOf(subject, tables) : undefined;
  if (special !== undefined) return { sources: [], special, notes: [] };

  const known = registryOf(subject, tables);
  const { whois, rdap } = merge(known, named);
  const override = named?.override ?? {};
  const rdapSources = rdap.bases.map((base) => rdapSource(base, subject, rdap.from));
  const whoisSources =
    whois.server === undefined
      ? []
      : [whoisSource(whois.server, subject, options, override, whois.from)];

  // A bare option of the client's is meant for a port-43 server; RDAP has none.
  const via = options.passThrough.length > 0 ? "whois" : options.via;
  if (via === "rdap") return { sources: rdapSources, notes: notesOf(known) };
  if (via === "whois") return { sources: whoisSources, notes: notesOf(known) };

  if (
    rdapSources.length === 0 &&
    whoisSources.length === 0 &&
    known === undefined &&
    named === undefined
  )
    return { sources: [directorySource(subject, config.tables.iana_whois)], notes: [] };

  const prefer = override.prefer ?? config.upstream.prefer;
  // A server that the operator named goes before one that a table names, unless they prefer otherwise.
  const whoisFirst =
    prefer === "whois" || (prefer === "auto" && whois.configured && !rdap.configured);
  const sources = whoisFirst
    ? [...whoisSources, ...rdapSources]
    : [...rdapSources, ...whoisSources];
  return { sources, notes: notesOf(known) };
}

function overrideOf(subject: Subject, config: Knowledge["config"]): NamedOverride | undefined {
  switch (subject.kind) {
    case "network":
      return networkOverride(config.networks, subject.network);
    case "autnum":
      return autnumOverride(config.autnums, subject.number);
    case "domain": {
      const network = reverseNetwork(subject.name);
      const zone = zoneOverride(config.zones, subject.name);
      return zone ?? (network && networkOverride(config.networks, network));
    }
  }
}

function specialOf(subject: Subject, tables: Tables): SpecialEntry | undefined {
  switch (subject.kind) {
    case "network":
      return tables.specialNetwork(subject.network);
    case "autnum":
      return tables.specialAutnum(subject.number);
    case "domain": {
      const network = reverseNetwork(subject.name);
      return tables.specialName(subject.name) ?? (network && tables.specialNetwork(network));
    }
  }
}

function registryOf(subject: Subject, tables: Tables): Registry | undefined {
  if (subject.kind === "domain") {
    const network = reverseNetwork(subject.name);
    if (network === undefined) {
      // A top-level domain is an object of IANA's, not of its own registry.
      const zone = subject.name.includes(".") ? tables.zoneOf(subject.name) : undefined;
      if (zone === undefined) return undefined;
      const { rdap, whoisFrom, rdapFrom = whoisFrom, web } = zone;
      return {
        ...serverOf(zone.whois),
        whoisFrom,
        rdap,
        rdapFrom,
        ...(web !== undefined && { web }),
      };
    }
    return delegationOf(tables.networkEntry(network));
  }
  return delegationOf(
    subject.kind === "network"
      ? tables.networkEntry(subject.network)
      : tables.autnumEntry(subject.number),
  );
}

function delegationOf(entry: ReturnType<Tables["networkEntry"]>): Registry | undefined {
  if (entry === undefined) return undefined;
  const { from, rdap } = entry;
  return { ...serverOf(entry.whois), whoisFrom: from, rdap, rdapFrom: from };
}

function serverOf(whois: string | undefined): { whois: HostPort } | undefined {
  const server = whois === undefined ? undefined : parseHostPort(whois, 43);
  return server && { whois: server };
}

/** Configuration key by key over the tables: what it leaves out, the tables say. */
function merge(known: Registry | undefined, named: NamedOverride | undefined) {
  const { whois: server, rdap: bases } = named?.override ?? {};
  const configured = named?.table ?? "";
  const whois =
    server === undefined
      ? { server: known?.whois, from: known?.whoisFrom ?? "", configured: false }
      : { server: server === "none" ? undefined : server, from: configured, configured: true };
  const rdap =
    bases === undefined
      ? { bases: known?.rdap ?? [], from: known?.rdapFrom ?? "", configured: false }
      : { bases, from: configured, configured: true };
  return { whois, rdap };
}

function whoisSource(
  { host, port }: HostPort,
  subject: Subject,
  options: QueryOptions,
  override: Override,
  why: string,
): WhoisSource {
  const charset = override.charset ?? charsetOf(host);
  const query =
    options.passThrough.length > 0
      ? [...options.passThrough, subjectText(subject)].join(" ")
      : whoisQuery(host, subject, override.query);
  return {
    protocol: "whois",
    host,
    port,
    query,
    ...(charset !== undefined && { charset }),
    trusted: true,
    why,
  };
}

function directorySource(subject: Subject, { host, port }: HostPort): WhoisSource {
  const query = subjectText(subject);
  // For a top-level domain the directory is the registry itself.
  const role =
    subject.kind === "domain" && !query.includes(".") ? {} : { directory: true as const };
  return { protocol: "whois", host, port, query, ...role, trusted: true, why: "no table knows it" };
}

function rdapSource(base: string, subject: Subject, why: string): RdapSource {
  return { protocol: "rdap", url: `${base}${rdapPath(subject)}`, trusted: true, why };
}

/** The path of a lookup (RFC 9082, section 3.1), to be appended to a base that ends in a slash. */
function rdapPath(subject: Subject): string {
  switch (subject.kind) {
    case "domain":
      return `domain/${subject.name}`;
    case "network":
      return `ip/${subjectText(subject)}`;
    case "autnum":
      return `autnum/${subject.number}`;
  }
}

function notesOf(known: Registry | undefined): string[] {
  if (known === undefined) return [];
  const why = known.whois === undefined && known.rdap.length === 0 ? [known.whoisFrom] : [];
  return known.web === undefined
    ? why
    : [...why, `Its registry answers on a web page only: ${known.web}`];
}
