/**
 * The servers of one registry, in the order in which they are to be asked: what configuration says of
 * them, key by key, over what the tables say. Pure.
 */

import type { Config } from "../config/schema.ts";
import type { Source } from "../model/source.ts";
import type { Subject } from "../model/subject.ts";
import type { QueryOptions } from "../query/parse-query.ts";
import type { NamedOverride } from "./overrides.ts";
import type { Registry } from "./registry.ts";
import { rdapSource, whoisSource } from "./sources.ts";

/** How to ask, whomever. */
export interface Ways {
  readonly options: QueryOptions;
  /** The one protocol to ask by; undefined for both. */
  readonly via: QueryOptions["via"] | undefined;
  readonly named: NamedOverride | undefined;
  /** `[upstream] prefer`. */
  readonly prefer: Config["upstream"]["prefer"];
}

/** The servers of a registry in order; WHOIS may be asked about something else than RDAP. */
export function serversOf(
  subject: Subject,
  askedOfWhois: Subject | undefined,
  known: Registry | undefined,
  { options, via, named, prefer }: Ways,
): Source[] {
  const override = named?.override ?? {};
  const { whois, rdap } = merge(known, named);
  const rdapSources = rdap.bases.map((base) => rdapSource(base, subject, rdap.from));
  const whoisSources =
    whois.server === undefined || subject.kind === "registrar"
      ? []
      : [whoisSource(whois.server, askedOfWhois ?? subject, options, override, whois.from)];
  if (via === "rdap") return rdapSources;
  if (via === "whois") return whoisSources;
  const preferred = override.prefer ?? prefer;
  // A server that the operator named goes before one that a table names, unless they prefer otherwise.
  const whoisFirst =
    preferred === "whois" || (preferred === "auto" && whois.configured && !rdap.configured);
  return whoisFirst ? [...whoisSources, ...rdapSources] : [...rdapSources, ...whoisSources];
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
