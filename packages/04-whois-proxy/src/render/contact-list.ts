/** All the people of a record in one list, for the dialects that show each of them once. */

import type { Contact, Contacts } from "../model/record.ts";

/** A contact, nested or not, with all the roles that it has anywhere in the record. */
export interface ListedContact {
  readonly contact: Contact;
  readonly roles: readonly string[];
}

/** Each contact once, in the order of the record, nested ones after the one they are nested in. */
export function listContacts(contacts: Contacts = {}): readonly ListedContact[] {
  const byContent = new Map<string, { readonly contact: Contact; readonly roles: Set<string> }>();
  collect(contacts, byContent);
  return Array.from(byContent.values(), ({ contact, roles }) => ({ contact, roles: [...roles] }));
}

// Servers repeat a contact in full wherever it has a role, so equal content means one contact.
function collect(
  contacts: Contacts,
  found: Map<string, { readonly contact: Contact; readonly roles: Set<string> }>,
): void {
  for (const [role, list] of Object.entries(contacts))
    for (const contact of list) {
      const key = JSON.stringify(contact);
      const before = found.get(key);
      before?.roles.add(role);
      if (before !== undefined) continue;
      found.set(key, { contact, roles: new Set([role]) });
      collect(contact.contacts ?? {}, found);
    }
}

/** The handles of the contacts with one role, each once. */
export const handlesOf = (contacts: readonly Contact[] = []): readonly string[] => [
  ...new Set(contacts.flatMap(({ handle }) => handle ?? [])),
];

/** A number with its extension, as one value. */
export const phoneText = (
  number: string | undefined,
  ext: string | undefined,
): string | undefined =>
  number === undefined || ext === undefined ? number : `${number} ext. ${ext}`;

/** The parts of an address that come before the country, one a line. */
export const addressLines = ({
  street = [],
  city,
  state,
  postalCode,
}: Contact): readonly string[] => [street, city ?? [], state ?? [], postalCode ?? []].flat();
