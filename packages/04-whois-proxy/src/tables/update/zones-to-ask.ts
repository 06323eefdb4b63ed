/** Which zones IANA's WHOIS is to be asked about, and what its answers make of our tables. Pure. */

import type { TableData } from "../table-data.ts";
import { isTopLevel, serversOf, topLevelZones } from "../top-level-zones.ts";

/** What IANA knows of a top-level zone's port-43 server. */
export type ZoneAnswer =
  | { readonly kind: "server"; readonly whois: string }
  /** The zone is there and has none. */
  | { readonly kind: "silent" }
  /** There is no such zone. */
  | { readonly kind: "gone" };

/**
 * The top-level zones of which something may be new: their RDAP came, went or changed, they are in
 * the root zone and no table knows them, or the other way round.
 */
export function zonesToAsk(before: TableData, after: TableData): readonly string[] {
  const [old, fresh] = [before, after].map(({ bootstrap }) => serversOf(bootstrap.dns));
  const moved = [...(old?.keys() ?? []), ...(fresh?.keys() ?? [])].filter(
    (zone) => old?.get(zone) !== fresh?.get(zone),
  );
  const { rootZones, ...others } = after;
  const root = new Set(rootZones?.zones);
  const known = topLevelZones(others);
  const listed = [...after.whois.servers.keys(), ...after.silentZones.zones].filter(isTopLevel);
  const unlike =
    rootZones === undefined
      ? []
      : [
          ...rootZones.zones.filter((zone) => !known.has(zone)),
          ...listed.filter((zone) => !root.has(zone)),
        ];
  return [...new Set([...moved, ...unlike])].filter(isTopLevel).toSorted();
}

/** Whether a file of IANA's has the zone: then its WHOIS is wrong when it knows none of that name. */
export const isPublished = (zone: string, { bootstrap, rootZones }: TableData): boolean =>
  rootZones?.zones.includes(zone) ?? serversOf(bootstrap.dns).has(zone);

/** The tables with the answers in them. `date` is that of a whole round, when this is the end of one. */
export function withAnswers(
  data: TableData,
  answers: ReadonlyMap<string, ZoneAnswer>,
  date?: string,
): Pick<TableData, "whois" | "silentZones"> {
  const servers = new Map(data.whois.servers);
  const silent = new Set(data.silentZones.zones);
  const rdap = new Set([
    ...serversOf(data.bootstrap.dns).keys(),
    ...serversOf(data.unlistedRdap).keys(),
  ]);
  for (const [zone, answer] of answers) {
    if (answer.kind === "server") servers.set(zone, answer.whois);
    else servers.delete(zone);
    // Only who has nothing else to answer with needs to be listed as silent.
    const hasOther = rdap.has(zone) || data.webPages.pages.has(zone);
    if (answer.kind === "silent" && !hasOther) silent.add(zone);
    else silent.delete(zone);
  }
  const dated = date === undefined ? {} : { date };
  return {
    whois: { ...data.whois, ...dated, servers },
    silentZones: { ...data.silentZones, ...dated, zones: [...silent] },
  };
}
