/** The regional registries that are not in charge, for what their colleague says it does not have. Pure. */

import type { WhoisSource } from "../model/source.ts";
import type { Subject } from "../model/subject.ts";
import type { QueryOptions } from "../query/parse-query.ts";
import type { Tables } from "../tables/tables.ts";
import { whoisSource } from "./sources.ts";

/** The one with the most old address space first: that is what moves. */
const ORDER: readonly string[] = ["ARIN", "RIPE NCC", "APNIC", "LACNIC", "AFRINIC"];

/** Their WHOIS servers in a fixed order, without the one at `home`; none for names and handles. */
export function otherRegistries(
  subject: Subject,
  options: QueryOptions,
  { data }: Tables,
  home: string | undefined,
): WhoisSource[] {
  if (subject.kind !== "network" && subject.kind !== "autnum") return [];
  return ORDER.flatMap((name) => {
    const host = data.registries.byName.get(name)?.whois;
    if (host === undefined || host === home) return [];
    return whoisSource({ host, port: 43 }, subject, options, {}, "the next regional registry");
  });
}
