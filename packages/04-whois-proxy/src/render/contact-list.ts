/** All the people of a record in one list, for the dialects that show each of them once. */

import type { Contact, Contacts } from "../model/record.ts";
import { without } from "../record/json.ts";

/** A contact, nested or not, with all the roles that it has anywhere in the record. */
export interface ListedContact {
  readonly contact: Contact;
  readonly roles: readonly string[];
}

/** Each contact once, in the order of the record, nested ones after the one they are nested in. */
export function listContacts(contacts: Contacts = {}): readonly ListedContact[] {
  const listed = new Map<string, { readonly contact: Contact; readonly roles: Set<string> }>();
  const seen = new Set<Contact>();
  const collect = (part: Contacts): void => {
    for (const [role, list] of Object.entries(part))
      for (const contact of list) {
        // Servers repeat a contact in full wherever it has a role: equal content, one contact.
        const content = JSON.stringify(without(contact, "contacts"));
        const entry = listed.get(content) ?? { contact, roles: new Set() };
        entry.roles.add(role);
        listed.set(content, entry);
        if (!seen.has(contact)) {
          seen.add(contact);
          collect(contact.contacts ?? {});
        }
      }
  };
  collect(contacts);
  return Array.from(listed.values(), ({ contact, roles }) => ({ contact, roles: [...roles] }));
}

/** The handles of the contacts with one role, each once. */
export const handlesOf = (contacts: readonly Contact[] = []): readonly string[] => [
  ...new Set(contacts.flatMap(({ handle }) => handle ?? [])),
];

/** The parts of an address that come before the country, one a line. */
export const addressLines = ({
  street = [],
  city,
  state,
  postalCode,
}: Contact): readonly string[] => [street, city ?? [], state ?? [], postalCode ?? []].flat();
