/**
 * Whom to ask about a subject, best source first: what configuration names, then RDAP where the
 * registry has it, then WHOIS; a directory (IANA's WHOIS) where nobody is known. Pure.
 *
 * @example
 * planQuery(subject, options, { config, tables }).sources; // [{ protocol: "rdap", url: "https://…" }, …]
 */

import type { Config } from "../config/schema.ts";
import type { Source } from "../model/source.ts";
import type { Subject } from "../model/subject.ts";
import type { QueryOptions } from "../query/parse-query.ts";
import type { SpecialEntry, Tables } from "../tables/tables.ts";
import { autnumOverride, networkOverride, type NamedOverride, zoneOverride } from "./overrides.ts";
import { type Registry, registryOf, specialOf } from "./registry.ts";
import { reverseNetwork } from "./reverse-name.ts";
import { directorySource, rdapSource, whoisSource } from "./sources.ts";

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

/** Makes the plan for one subject. */
export function planQuery(subject: Subject, options: QueryOptions, knowledge: Knowledge): Plan {
  const { config, tables } = knowledge;
  const named = overrideOf(subject, config);
  // A table of the file that names no server changes how to ask, not whom.
  const naming = named?.override.whois ?? named?.override.rdap;
  const special = naming === undefined ? specialOf(subject, tables) : undefined;
  if (special !== undefined) return { sources: [], special, notes: [] };

  const known = registryOf(subject, tables);
  const notes = notesOf(known);
  // A bare option of the client's is meant for a port-43 server; RDAP has none.
  const via = options.passThrough.length > 0 ? "whois" : options.via;
  // IANA knows who is in charge of names and numbers, not of handles.
  const isInDirectory = subject.kind !== "entity" && subject.kind !== "registrar";
  if (known === undefined && naming === undefined && via !== "rdap" && isInDirectory)
    return { sources: [directorySource(subject, config.tables.iana_whois)], notes };

  const override = named?.override ?? {};
  const { whois, rdap } = merge(known, named);
  const rdapSources = rdap.bases.map((base) => rdapSource(base, subject, rdap.from));
  const whoisSources =
    whois.server === undefined
      ? []
      : [whoisSource(whois.server, subject, options, override, whois.from)];
  if (via === "rdap") return { sources: rdapSources, notes };
  if (via === "whois") return { sources: whoisSources, notes };

  const prefer = override.prefer ?? config.upstream.prefer;
  // A server that the operator named goes before one that a table names, unless they prefer otherwise.
  const whoisFirst =
    prefer === "whois" || (prefer === "auto" && whois.configured && !rdap.configured);
  const sources = whoisFirst
    ? [...whoisSources, ...rdapSources]
    : [...rdapSources, ...whoisSources];
  return { sources, notes };
}

function overrideOf(subject: Subject, config: Knowledge["config"]): NamedOverride | undefined {
  switch (subject.kind) {
    case "network":
      return networkOverride(config.networks, subject.network);
    case "autnum":
      return autnumOverride(config.autnums, subject.number);
    case "nameserver":
      return zoneOverride(config.zones, subject.name);
    case "entity":
    case "registrar":
      return undefined;
    case "domain": {
      const zone = zoneOverride(config.zones, subject.name);
      const network = reverseNetwork(subject.name);
      // `arpa` and `in-addr.arpa` are zones of reverse names too, but not a network's own.
      if (network === undefined || (zone && reverseNetwork(zone.key) !== undefined)) return zone;
      return networkOverride(config.networks, network) ?? zone;
    }
  }
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

function notesOf(known: Registry | undefined): string[] {
  if (known === undefined) return [];
  const why = known.whois === undefined && known.rdap.length === 0 ? [known.whoisFrom] : [];
  return known.web === undefined
    ? why
    : [...why, `Its registry answers on a web page only: ${known.web}`];
}
