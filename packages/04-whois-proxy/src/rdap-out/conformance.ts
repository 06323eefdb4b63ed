/** What an answer conforms to (RFC 9083, section 4.1). */
import type { JsonObject } from "./json.ts";

/** The extensions, and the member whose presence makes an answer need one. */
const EXTENSIONS: readonly (readonly [extension: string, member: string])[] = [
  ["cidr0", "cidr0_cidrs"],
  ["arin_originas0", "arin_originas0_originautnums"],
  ["redacted", "redacted"],
];

/** RDAP itself, and the extensions that an object, and what is inside it, makes use of. */
export const conformanceOf = (...objects: readonly JsonObject[]): readonly string[] => [
  "rdap_level_0",
  ...EXTENSIONS.flatMap(([extension, member]) =>
    objects.some((object) => object[member] !== undefined) ? extension : [],
  ),
];

/** Everything that an answer of ours may conform to. */
export const CONFORMANCE: readonly string[] = [
  "rdap_level_0",
  ...EXTENSIONS.map(([extension]) => extension),
];
