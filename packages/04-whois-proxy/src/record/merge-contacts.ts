/** The contacts that two servers tell of one object. */

import type { Contact, Contacts } from "../model/record.ts";
import { known } from "./json.ts";

/**
 * What came of each pair so far. One contact stands under each of its roles, and must be one contact
 * still when it is filled: else a small reply with many roles grows into a huge record.
 */
type Filled = Map<Contact, Map<Contact, Contact>>;

/**
 * Role by role: a contact of theirs that agrees with one of ours fills the gaps of it; one that is
 * somebody else follows after ours.
 */
export const mergeContacts = (ours?: Contacts, theirs?: Contacts): Contacts =>
  mergeRoles(ours, theirs, new Map());

/** One contact out of two that are the same: what the second knows fills the gaps of the first. */
export const fillContact = (mine: Contact = {}, other: Contact = {}): Contact =>
  fill(mine, other, new Map());

function mergeRoles(ours: Contacts = {}, theirs: Contacts = {}, filled: Filled): Contacts {
  const merged = new Map(Object.entries(ours));
  for (const [role, contacts] of Object.entries(theirs))
    merged.set(role, mergeRole(merged.get(role) ?? [], contacts, filled));
  return Object.fromEntries(merged);
}

function mergeRole(
  ours: readonly Contact[],
  theirs: readonly Contact[],
  filled: Filled,
): readonly Contact[] {
  const merged = [...ours];
  let next = 0;
  for (const contact of theirs) {
    const mine = ours[next];
    // In order: the first technical contact here is the first one there.
    if (mine === undefined || !agree(mine, contact)) merged.push(contact);
    else merged[next++] = fillOnce(mine, contact, filled);
  }
  return merged;
}

/** Whether two contacts can be one: they say nothing different of what tells people apart. */
function agree(mine: Contact, other: Contact): boolean {
  const members = ["name", "organization", "email", "country"] as const;
  return members.every((member) => {
    const [a, b] = [mine[member], other[member]];
    return a === undefined || b === undefined || a.toLowerCase() === b.toLowerCase();
  });
}

function fillOnce(mine: Contact, other: Contact, filled: Filled): Contact {
  const ofMine = filled.get(mine) ?? new Map<Contact, Contact>();
  const contact = ofMine.get(other) ?? fill(mine, other, filled);
  filled.set(mine, ofMine.set(other, contact));
  return contact;
}

function fill(mine: Contact, other: Contact, filled: Filled): Contact {
  const { phone, phoneExt, fax, faxExt, contacts, ...rest } = other;
  return {
    ...rest,
    // An extension belongs to its number.
    ...((mine.phone ?? phone) === phone && known({ phone, phoneExt })),
    ...((mine.fax ?? fax) === fax && known({ fax, faxExt })),
    ...mine,
    ...known({ contacts: mergeRoles(mine.contacts, contacts, filled) }),
  };
}
