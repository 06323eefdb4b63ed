/**
 * Whom to ask about a subject, best source first: what configuration names, then RDAP where the
 * registry has it, then WHOIS; a directory (IANA's WHOIS) where nobody is known. Pure.
 *
 * @example
 * planQuery(subject, options, { config, tables }).sources; // [{ protocol: "rdap", url: "https://…" }, …]
 */

import type { Config } from "../config/schema.ts";
import { bitsOf } from "../model/ip.ts";
import { type Source, sourceText } from "../model/source.ts";
import { type Subject, subjectText } from "../model/subject.ts";
import type { QueryOptions } from "../query/parse-query.ts";
import type { SpecialEntry, Tables } from "../tables/tables.ts";
import { otherRegistries } from "./elsewhere.ts";
import { type Embedded, embeddedNetwork } from "./embedded-address.ts";
import { type NamedOverride, overrideOf } from "./overrides.ts";
import { innerRegistryOf, type Registry, registryOf, specialOf } from "./registry.ts";
import { reverseNetwork } from "./reverse-name.ts";
import { serversOf } from "./servers.ts";
import { directorySource } from "./sources.ts";

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
  /** What a person may want to know: why nobody can be asked, or why it is somebody else. */
  readonly notes: readonly string[];
  /**
   * What the servers are asked about, where that is not the subject itself: the IPv4 address inside
   * an IPv6 one, the address of a reverse name.
   */
  readonly asked?: Subject;
  /** That in words, to be said with the answer. */
  readonly about?: string;
  /** Whether all sources must say so before an object is taken for not found. */
  readonly isWeak?: true;
  /** The other regional registries: to be asked when one says that it does not have the object. */
  readonly elsewhere?: readonly Source[];
  /** Port-43 hosts that a reply may name and that go by another name now: old to new. */
  readonly newNames?: ReadonlyMap<string, string>;
}

/** Makes the plan for one subject. */
export function planQuery(subject: Subject, options: QueryOptions, knowledge: Knowledge): Plan {
  const { config, tables } = knowledge;
  const named = overrideOf(subject, config);
  // A table of the file that names no server changes how to ask, not whom.
  const isNamed = (named?.override.whois ?? named?.override.rdap) !== undefined;
  if (!isNamed) {
    const inner = subject.kind === "network" ? embeddedNetwork(subject.network) : undefined;
    if (inner !== undefined) return planEmbedded(subject, inner, options, knowledge);
    const special = specialOf(subject, tables);
    if (special !== undefined) return { sources: [], special, notes: [] };
  }
  const known = registryOf(subject, tables);
  // A bare option of the client's is meant for a port-43 server; RDAP has none.
  const via = options.passThrough.length > 0 ? "whois" : options.via;
  const newNames = tables.data.hosts.moved;
  const others =
    isNamed || via === "rdap" ? [] : otherRegistries(subject, options, tables, known?.whois?.host);
  const shared = { newNames, ...(others.length > 0 && { elsewhere: others }) };
  if (known === undefined && !isNamed && via !== "rdap" && isInDirectory(subject))
    return { sources: [directorySource(subject, config.tables.iana_whois)], notes: [], ...shared };

  const ask = { options, via, named, prefer: config.upstream.prefer };
  // A server that is named for the reverse zone itself is asked about the zone.
  const asked = named?.table.startsWith("[zones.") ? undefined : addressOfReverse(subject);
  const sources = serversOf(subject, asked, known, ask);
  const inner = isNamed ? undefined : innerRegistryOf(subject, tables);
  const plan = {
    sources,
    notes: [...notesOf(known, subject), ...nobodyNote(sources, via, isNamed ? named : undefined)],
    ...shared,
  };
  // A delegation and its addresses are two objects; so are a name and the zone that it is.
  if (asked !== undefined) return { ...plan, asked, isWeak: true };
  if (inner === undefined) return plan;
  const more = serversOf(subject, undefined, inner, { ...ask, named: undefined });
  return { ...plan, sources: distinct([...sources, ...more]), isWeak: true };
}

/** The plan for the address inside, and words that say so. */
function planEmbedded(
  subject: Subject,
  { network, how }: Embedded,
  options: QueryOptions,
  knowledge: Knowledge,
): Plan {
  const asked: Subject = { kind: "network", network };
  const inner = subjectText(asked);
  const plan = planQuery(asked, options, knowledge);
  const about = `${subjectText(subject)} is ${how} with ${inner} in it, and ${inner} is what was asked about`;
  if (plan.special === undefined) return { ...plan, asked, about, notes: [...plan.notes, about] };
  const { key, name, rfc } = plan.special;
  const special = specialOf(subject, knowledge.tables) ?? plan.special;
  const what = [`${inner} is of ${key}`, name, ...rfc].join(", ");
  return { ...plan, special: { ...special, details: [...special.details, ["Embedded", what]] } };
}

/** IANA knows who is in charge of names and numbers, not of handles. */
const isInDirectory = ({ kind }: Subject): boolean => kind !== "entity" && kind !== "registrar";

/** The first address of a reverse name's network: WHOIS servers know networks by the addresses in them. */
function addressOfReverse(subject: Subject): Subject | undefined {
  const network = subject.kind === "domain" ? reverseNetwork(subject.name) : undefined;
  return network && { kind: "network", network: { ...network, prefix: bitsOf(network.version) } };
}

/** Each server once, at its first place. */
const distinct = (sources: readonly Source[]): Source[] =>
  sources.filter(
    (source, index) =>
      sources.findIndex((other) => sourceText(other) === sourceText(source)) === index,
  );

/** Said where nobody is left to ask because somebody wants it so. */
function nobodyNote(
  sources: readonly Source[],
  via: QueryOptions["via"] | undefined,
  named: NamedOverride | undefined,
): string[] {
  if (sources.length > 0) return [];
  if (via !== undefined)
    return [`No ${via.toUpperCase()} server is known for it, and no other was to be asked`];
  return named === undefined ? [] : [`The configuration names nobody for it: ${named.table}`];
}

function notesOf(known: Registry | undefined, subject: Subject): string[] {
  if (known === undefined)
    return subject.kind === "entity" ? ["No registry is known for handles of this form"] : [];
  const why = known.whois === undefined && known.rdap.length === 0 ? [known.whoisFrom] : [];
  return known.web === undefined
    ? why
    : [...why, `Its registry answers on a web page only: ${known.web}`];
}
