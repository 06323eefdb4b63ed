/** Puts the tables of zones together: for each zone its RDAP and its WHOIS, and where that is known from. */

import { longestSuffix, parentOf } from "./longest-suffix.ts";
import type { Provenance, TableData } from "./table-data.ts";
import type { ZoneEntry } from "./tables.ts";

/** `IANA RDAP bootstrap of 2026-07-14`. */
export const fromWords = ({ source, date }: Provenance): string => `${source} of ${date}`;

interface Servers {
  readonly rdap: ReadonlyMap<string, Pick<ZoneEntry, "rdap" | "rdapFrom">>;
  readonly whois: ReadonlyMap<string, Pick<ZoneEntry, "whois" | "whoisFrom">>;
}

/** Every zone that any table knows. */
export function buildZones(data: TableData): ReadonlyMap<string, ZoneEntry> {
  const servers: Servers = { rdap: rdapByZone(data), whois: whoisByZone(data) };
  const names = new Set([
    ...servers.rdap.keys(),
    ...servers.whois.keys(),
    ...data.webPages.pages.keys(),
    ...data.silentZones.zones,
  ]);
  return new Map(Array.from(names, (zone) => [zone, zoneEntry(zone, servers, data)]));
}

function zoneEntry(zone: string, { rdap, whois }: Servers, data: TableData): ZoneEntry {
  const ownWhois = whois.get(zone) ?? { whoisFrom: `${fromWords(data.whois)} lists none` };
  // Below a zone with the same WHOIS server there is the same registry (`co.uk`), with the same RDAP.
  // With another one, or none, there is another registry (`uk.com`), which that RDAP does not know.
  const parent = parentOf(zone);
  const shared =
    ownWhois.whois !== undefined && longestSuffix(whois, parent)?.whois === ownWhois.whois
      ? longestSuffix(rdap, parent)
      : undefined;
  const web = ownWhois.whois === undefined ? data.webPages.pages.get(zone) : undefined;
  return {
    zone,
    ...ownWhois,
    ...(rdap.get(zone) ?? shared ?? { rdap: [] }),
    ...(web !== undefined && { web }),
  };
}

function rdapByZone({ bootstrap, unlistedRdap }: TableData): Servers["rdap"] {
  const byZone = new Map<string, Pick<ZoneEntry, "rdap" | "rdapFrom">>();
  // IANA's own list comes last, so that it replaces what we know from elsewhere.
  for (const table of [unlistedRdap, bootstrap.dns])
    for (const { entries, urls } of table.services)
      for (const zone of entries) byZone.set(zone, { rdap: urls, rdapFrom: fromWords(table) });
  return byZone;
}

function whoisByZone({ whois, secondLevelWhois, hosts }: TableData): Servers["whois"] {
  const byZone = new Map<string, Pick<ZoneEntry, "whois" | "whoisFrom">>();
  for (const table of [secondLevelWhois, whois])
    for (const [zone, listed] of table.servers) {
      const host = hosts.moved.get(listed) ?? listed;
      // That a host is dead is hearsay, and older than what IANA lists: asking it costs one hop, and
      // leaving it out might cost the answer. A lapsed name is another matter.
      const reason = hosts.lapsed.get(host);
      const from = fromWords(table);
      byZone.set(
        zone,
        reason === undefined
          ? { whois: host, whoisFrom: from }
          : { whoisFrom: `${from} lists ${host}, left out: ${reason}` },
      );
    }
  return byZone;
}
