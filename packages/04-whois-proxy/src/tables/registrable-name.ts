/**
 * From a host to the name that its registry knows: one label below the longest zone that our tables
 * or the public suffix list (its ICANN part) know.
 *
 * @example
 * registrableName("www.example.co.uk", () => "uk"); // "example.co.uk"
 */

import { getPublicSuffix } from "tldts";

/** Names below these are delegated at any depth, so there is nothing to cut off. */
const reverseZones = [".in-addr.arpa", ".ip6.arpa", ".e164.arpa"];

// "a.github.io" is registered by nobody: its registry knows "github.io".
const icannOnly = { allowPrivateDomains: false, extractHostname: false, validateHostname: false };

/**
 * Takes and gives a lower-case A-label name. A zone, a public suffix, a top-level domain and a reverse
 * name come back unchanged.
 *
 * @param zoneOf the longest zone of our tables that a name lies in or is
 */
export function registrableName(
  name: string,
  zoneOf: (name: string) => string | undefined,
): string {
  if (reverseZones.some((zone) => name.endsWith(zone))) return name;
  const suffix = getPublicSuffix(name, icannOnly) ?? "";
  const known = zoneOf(name) ?? "";
  const zone = known.length > suffix.length ? known : suffix;
  if (zone === "" || zone.length >= name.length) return name;
  const labels = name.slice(0, -(zone.length + 1)).split(".");
  return `${labels.at(-1)}.${zone}`;
}
