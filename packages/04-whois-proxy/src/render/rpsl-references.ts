/** The attributes of an RPSL object that point to people: `admin-c`, `org`, `mnt-by`. */

import type { Contact, Contacts } from "../model/record.ts";
import type { Field } from "./fields.ts";

const ATTRIBUTES: ReadonlyMap<string, string> = new Map([
  ["registrant", "org"],
  ["organisation", "org"],
  ["sponsor", "sponsoring-org"],
  ["administrative", "admin-c"],
  ["technical", "tech-c"],
  ["abuse", "abuse-c"],
]);

// `mnt-by` and `mnt-irt` stand behind the remarks, everything else before the status.
const MAINTAINERS: ReadonlySet<string> = new Set(["mnt-by", "mnt-irt"]);

/** An entity of RIPE with the role registrant is an organisation or a maintainer: the handle tells. */
function attributeOf(role: string, { handle = "", kind }: Contact): string {
  if (/-MNT$|^(?:MNT|MAINT)-/i.test(handle)) return "mnt-by";
  if (/^IRT-/i.test(handle)) return "mnt-irt";
  if (role === "other" && (kind === "org" || /^ORG-/i.test(handle))) return "org";
  return ATTRIBUTES.get(role) ?? `${role.replaceAll(" ", "-")}-c`;
}

/** Handles by attribute, each once, in RPSL's order. */
export function references(contacts: Contacts = {}): {
  readonly people: readonly Field[];
  readonly maintainers: readonly Field[];
} {
  const found = new Map<string, Set<string>>(
    [...ATTRIBUTES.values()].map((key) => [key, new Set()]),
  );
  for (const [role, list] of Object.entries(contacts))
    for (const contact of list) {
      if (contact.handle === undefined) continue;
      const attribute = attributeOf(role, contact);
      found.set(attribute, (found.get(attribute) ?? new Set()).add(contact.handle));
    }
  const fields = Array.from(found, ([attribute, handles]): Field => [attribute, [...handles]]);
  return {
    people: fields.filter(([attribute]) => !MAINTAINERS.has(attribute)),
    maintainers: fields.filter(([attribute]) => MAINTAINERS.has(attribute)),
  };
}
