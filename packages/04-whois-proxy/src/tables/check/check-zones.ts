/** Finds what is missing or contradicts itself in the tables of zones and their servers. Pure. */

import type { BootstrapTable, TableData } from "../table-data.ts";
import type { TableName } from "../table-files.ts";
import { topLevelZones } from "../top-level-zones.ts";
import { error, type Finding, warning } from "./finding.ts";

/** Everything that is about names. */
export const checkZones = (data: TableData): readonly Finding[] => [
  ...missing(data),
  ...hosts("whois-zones", data.whois.servers, data),
  ...hosts("whois-second-level", data.secondLevelWhois.servers, data),
  ...hosts("whois-handles", new Map([...data.handles.suffixes, ...data.handles.prefixes]), data),
  ...twoServers(data),
  ...silentWithServer(data),
  ...listedByNow(data),
  ...pagesOfNoUse(data),
  ...plainHttp(data),
];

/** Against the root zone list, where there is one: nothing else knows what should be there. */
function missing({ rootZones, ...data }: TableData): Finding[] {
  if (rootZones === undefined) return [];
  const known = topLevelZones(data);
  const root = new Set(rootZones.zones);
  return [
    ...rootZones.zones
      .filter((zone) => !known.has(zone))
      .map((zone) =>
        error(
          "whois-zones",
          `"${zone}" is in the root zone, and no table has a server or a reason`,
        ),
      ),
    ...[...data.whois.servers.keys()]
      .filter((zone) => !zone.includes(".") && !root.has(zone))
      .map((zone) => warning("whois-zones", `"${zone}" is no longer in the root zone`)),
  ];
}

function hosts(
  table: TableName,
  servers: ReadonlyMap<string, string>,
  { hosts: { lapsed, dead, moved } }: TableData,
): Finding[] {
  return [...servers].flatMap(([key, host]) => {
    const server = `the server of "${key}" is ${host}`;
    const hostile = lapsed.get(moved.get(host) ?? host);
    if (hostile !== undefined) return [error(table, `${server}: ${hostile}; nobody asks it`)];
    const gone = dead.get(host);
    if (gone !== undefined) return [warning(table, `${server}: ${gone}`)];
    const now = moved.get(host);
    return now === undefined ? [] : [warning(table, `${server}, which goes by ${now} now`)];
  });
}

function twoServers({ whois, secondLevelWhois }: TableData): Finding[] {
  return [...secondLevelWhois.servers].flatMap(([zone, host]) => {
    const other = whois.servers.get(zone);
    return other === undefined || other === host
      ? []
      : [error("whois-second-level", `"${zone}" has ${host} here and ${other} in whois-zones`)];
  });
}

function silentWithServer({ silentZones, whois, bootstrap, unlistedRdap }: TableData): Finding[] {
  const rdap = new Set([...entriesOf(bootstrap.dns), ...entriesOf(unlistedRdap)]);
  return silentZones.zones
    .filter((zone) => whois.servers.has(zone) || rdap.has(zone))
    .map((zone) => {
      const server = whois.servers.get(zone) ?? "an RDAP server";
      return warning("silent-zones", `"${zone}" is said to answer nobody, and has ${server}`);
    });
}

function listedByNow({ unlistedRdap, bootstrap }: TableData): Finding[] {
  const listed = new Set(entriesOf(bootstrap.dns));
  return entriesOf(unlistedRdap)
    .filter((zone) => listed.has(zone))
    .map((zone) =>
      warning("rdap-unlisted", `"${zone}" is listed by IANA now, whose entry is used`),
    );
}

function pagesOfNoUse({ webPages, whois }: TableData): Finding[] {
  const zones = [...webPages.pages.keys()].filter((zone) => whois.servers.has(zone));
  return zones.length === 0
    ? []
    : [
        warning(
          "web-pages",
          `${zones.length} zones have a WHOIS server, and their page is not shown: ${zones.join(" ")}`,
        ),
      ];
}

function plainHttp({ bootstrap, unlistedRdap }: TableData): Finding[] {
  const tables: readonly (readonly [TableName, BootstrapTable])[] = [
    ["rdap-dns", bootstrap.dns],
    ["rdap-ipv4", bootstrap.ipv4],
    ["rdap-ipv6", bootstrap.ipv6],
    ["rdap-asn", bootstrap.asn],
    ["rdap-object-tags", bootstrap["object-tags"]],
    ["rdap-unlisted", unlistedRdap],
  ];
  const secure = new Set(
    tables
      .flatMap(([, { services }]) => services.flatMap(({ urls }) => urls))
      .filter((url) => url.startsWith("https:"))
      .map((url) => new URL(url).hostname),
  );
  return tables.flatMap(([name, { services }]) =>
    services
      .filter(({ urls }) => !urls.some((url) => url.startsWith("https:")))
      .map(({ entries, urls: [url = ""] }) => {
        const { hostname } = new URL(url);
        const why = secure.has(hostname) ? `, though ${hostname} has https for others` : "";
        return warning(name, `${entries.join(" ")} is asked in the clear, at ${url}${why}`);
      }),
  );
}

const entriesOf = ({ services }: BootstrapTable): string[] =>
  services.flatMap(({ entries }) => entries);
