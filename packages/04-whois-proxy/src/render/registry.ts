/** Which address registry a record is from: its dialect is the one that its users' parsers know. */

import type { RegistryRecord } from "../model/record.ts";

export type NumberRegistry = "afrinic" | "apnic" | "arin" | "lacnic" | "ripe";

const HOSTS: readonly (readonly [pattern: RegExp, registry: NumberRegistry])[] = [
  [/(?:^|\.)arin\.net$/, "arin"],
  [/(?:^|\.)ripe\.net$/, "ripe"],
  [/(?:^|\.)apnic\.net$/, "apnic"],
  [/(?:^|\.)afrinic\.net$/, "afrinic"],
  // Brazil's registry, within LACNIC's region, writes as LACNIC does.
  [/(?:^|\.)(?:lacnic\.net|registro\.br)$/, "lacnic"],
];

const HANDLES: readonly (readonly [pattern: RegExp, registry: NumberRegistry])[] = [
  [/-ARIN$|^NET6?-/i, "arin"],
  [/-RIPE$/i, "ripe"],
  [/-AP$/i, "apnic"],
  [/-AFRINIC$/i, "afrinic"],
  [/-LACNIC$/i, "lacnic"],
];

/** Told by the port-43 host, else by the `self` link, else by the handle. */
export function registryOf(record: RegistryRecord): NumberRegistry | undefined {
  const { port43 = "", self = "", handle = "" } = record;
  const host = URL.canParse(self) ? new URL(self).hostname : "";
  return match(HOSTS, port43) ?? match(HOSTS, host) ?? match(HANDLES, handle);
}

const match = (
  patterns: readonly (readonly [RegExp, NumberRegistry])[],
  text: string,
): NumberRegistry | undefined => patterns.find(([pattern]) => pattern.test(text))?.[1];
