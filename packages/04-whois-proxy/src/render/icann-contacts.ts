/** Contacts in ICANN's format: the standard keys of a contact, and what has no standard key. */

import type { Contact } from "../model/record.ts";
import { contactKey, contactKeys, roleLabel } from "../record/whois-keys.ts";
import type { Field } from "./fields.ts";

/**
 * The standard keys of a contact, in order, also those without a value: a redaction may stand there.
 * A contact that is withheld as a whole has one key for all, `Registrant Contact`.
 */
export const contactFields = (label: string, contact: Contact): readonly Field[] => [
  [contactKey(label, "ID"), contact.handle],
  [contactKey(label, "Contact"), undefined],
  ...contactKeys.map(([member, end]): Field => [
    contactKey(label, end),
    // RFC 8605: a web form stands in place of the address.
    member === "email" ? (contact.email ?? contact.contactUri) : contact[member],
  ]),
];

/**
 * What a record knows of a contact beyond the standard keys, and the contact's own contacts. One
 * contact can stand under several roles: all this is shown under the first of them.
 */
export function moreContactFields(
  label: string,
  contact: Contact,
  seen: Set<Contact>,
): readonly Field[] {
  if (seen.has(contact)) return [];
  seen.add(contact);
  return [
    [`${label} Address`, contact.address],
    [`${label} Other Phone`, contact.otherPhones],
    [`${label} Other Email`, contact.otherEmails],
    [`${label} Contact URI`, contact.email === undefined ? undefined : contact.contactUri],
    [`${label} URL`, contact.url],
    [`${label} Kind`, contact.kind],
    [`${label} Created`, contact.created],
    [`${label} Updated`, contact.updated],
    [`${label} Remarks`, contact.remarks],
    ...Object.entries(contact.contacts ?? {}).flatMap(([role, contacts]) =>
      contacts.flatMap((nested, index) => {
        // The first abuse contact of a registrar is its member, and has standard keys.
        const isFurther = role === "abuse" && label === "Registrar";
        const own = `${label} ${roleLabel(role)}`;
        return allContactFields(numbered(own, index + (isFurther ? 1 : 0)), nested, seen);
      }),
    ),
  ];
}

/**
 * The key of a further contact of one role: parsers put together what has the same key.
 *
 * @example
 * numbered("Tech", 1); // "Tech 2"
 */
export const numbered = (label: string, index: number): string =>
  index === 0 ? label : `${label} ${index + 1}`;

/** A contact with everything that is known of it. */
export const allContactFields = (
  label: string,
  contact: Contact,
  seen: Set<Contact>,
): readonly Field[] => [
  ...contactFields(label, contact),
  ...moreContactFields(label, contact, seen),
];
