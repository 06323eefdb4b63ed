/** What the labels of networks and AS numbers are called at the number registries. Data only. */
import type { ContactWord } from "./words.ts";

/** Labels with a range of addresses, the smallest object first. */
export const NETWORK_LABELS = [
  "inetnum",
  "inet6num",
  "netrange",
  // JPNIC, KRNIC, TWNIC
  "network number",
  "ipv4 address",
  "ipv6 address",
  "netblock",
  // rwhois
  "ip network block",
  "ip network",
] as const;

/** Labels of routes, which say who announces addresses, not who has them. */
export const ROUTE_LABELS = ["route", "route6"] as const;

export const AUTNUM_LABELS = ["aut num", "asnumber", "as number", "as block"] as const;

/** Labels of what networks and AS numbers both have, and their kinds of name. */
export const NUMBER_LABELS = {
  name: ["netname", "network name", "service name", "as name", "asname"],
  type: ["nettype", "network type", "status"],
  handle: ["nethandle", "ashandle"],
  parent: ["parent", "inetnum up"],
  origin: ["originas", "origin", "aut num"],
  country: ["country", "country code"],
  created: ["created", "regdate", "registration date", "assigned date", "allocated date"],
  updated: ["last modified", "changed", "updated", "last update"],
  description: ["descr"],
  remarks: ["remarks", "comment"],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** Labels of the holder's values inside the object itself: LACNIC, JPNIC, KRNIC, rwhois. */
export const OWNER_LABELS: ReadonlyMap<string, ContactWord> = new Map<string, ContactWord>([
  ["owner", "organization"],
  ["organization", "organization"],
  ["organization name", "organization"],
  ["org name", "organization"],
  ["ownerid", "handle"],
  ["responsible", "name"],
  ["address", "address"],
  ["street address", "street"],
  ["city", "city"],
  ["state", "state"],
  ["postal code", "postalCode"],
  ["zip code", "postalCode"],
  ["country", "country"],
  ["country code", "country"],
  ["phone", "phone"],
]);

/** The port-43 server of each registry of addresses, by the word in `source`. */
export const SOURCES: ReadonlyMap<string, string> = new Map([
  ["RIPE", "whois.ripe.net"],
  ["APNIC", "whois.apnic.net"],
  ["AFRINIC", "whois.afrinic.net"],
  ["LACNIC", "whois.lacnic.net"],
  ["ARIN", "whois.arin.net"],
]);
