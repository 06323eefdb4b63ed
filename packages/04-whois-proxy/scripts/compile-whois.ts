/** The tables of port-43 hosts and of web pages. */

import { grouped } from "../src/tables/table-text.ts";
import { type Files, json, type TableFiles } from "./files.ts";

interface ZoneList {
  readonly as_of: string;
  readonly zones: Readonly<Record<string, string>>;
}

/** The registry of German telephone numbers (ENUM) has a server of its own. */
const enumZones = { "9.4.e164.arpa": "whois.enum.denic.de" };

/** Everything that is about WHOIS and the web. */
export function compileWhois(files: Files): TableFiles {
  const servers: ZoneList = json(files("whois-servers.json"));
  const secondLevel: ZoneList = json(files("second-level-zones.json"));
  const pages: ZoneList = json(files("web-only-zones.json"));
  return {
    "whois-zones": {
      source: "IANA root zone database",
      date: servers.as_of,
      servers: grouped(Object.entries(servers.zones)),
    },
    "whois-second-level": {
      source: "second-level registries",
      date: secondLevel.as_of,
      servers: grouped(Object.entries({ ...secondLevel.zones, ...enumZones })),
    },
    "web-pages": { source: "registries' web pages", date: pages.as_of, pages: pages.zones },
  };
}
