/** The contacts that two servers tell of one object. */

import type { Contact, Contacts } from "../model/record.ts";
import { known } from "./json.ts";

/**
 * Role by role: a contact of theirs that agrees with one of ours fills the gaps of it; one that is
 * somebody else follows after ours.
 */
export function mergeContacts(ours: Contacts = {}, theirs: Contacts = {}): Contacts {
  const merged = new Map(Object.entries(ours));
  for (const [role, contacts] of Object.entries(theirs))
    merged.set(role, mergeRole(merged.get(role) ?? [], contacts));
  return Object.fromEntries(merged);
}

function mergeRole(ours: readonly Contact[], theirs: readonly Contact[]): readonly Contact[] {
  const merged = [...ours];
  let next = 0;
  for (const contact of theirs) {
    const mine = merged[next];
    // In order: the first technical contact here is the first one there.
    if (mine === undefined || next >= ours.length || !agree(mine, contact)) merged.push(contact);
    else merged[next++] = fillContact(mine, contact);
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

/** One contact out of two that are the same: what the second knows fills the gaps of the first. */
export function fillContact(mine: Contact = {}, other: Contact = {}): Contact {
  const { phone, phoneExt, fax, faxExt, contacts, ...rest } = other;
  return {
    ...rest,
    // An extension belongs to its number.
    ...((mine.phone ?? phone) === phone && known({ phone, phoneExt })),
    ...((mine.fax ?? fax) === fax && known({ fax, faxExt })),
    ...mine,
    ...known({ contacts: mergeContacts(mine.contacts, contacts) }),
  };
}
