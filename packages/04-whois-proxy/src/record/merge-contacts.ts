/** The contacts that two servers tell of one object. */

import type { Contact, Contacts } from "../model/record.ts";
import { known } from "./json.ts";
import { phoneText } from "./phone.ts";

/**
 * What came of each pair so far. One contact stands under each of its roles, and must be one contact
 * still when it is filled: else a small reply with many roles grows into a huge record.
 */
type Filled = Map<Contact, Map<Contact, Contact>>;

/**
 * Role by role: a contact of theirs that contradicts none of ours fills the gaps of one; one that is
 * somebody else, or lives elsewhere, follows after ours.
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

const TELLING = [
  "name",
  "organization",
  "email",
  "street",
  "city",
  "state",
  "postalCode",
  "country",
  "address",
] as const;

/** Whether two contacts can be one: they say nothing different of who it is and where. */
const agree = (mine: Contact, other: Contact): boolean =>
  TELLING.every((member) => {
    const [a, b] = [mine[member], other[member]];
    return a === undefined || b === undefined || essence(a) === essence(b);
  });

/** Makes two ways to write the same thing equal: `12345 Example St.`, `12345 EXAMPLE ST`. */
function essence(value: string | readonly string[]): string {
  const text = [value].flat().join("").toLowerCase();
  // In an address of e-mail every dot counts.
  return text.includes("@") ? text : text.replace(/[^\p{L}\p{N}]/gu, "");
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
    ...(isSame(mine.phone ?? phone, phone) && known({ phone, phoneExt })),
    ...(isSame(mine.fax ?? fax, fax) && known({ fax, faxExt })),
    ...mine,
    ...known({
      otherPhones: furtherPhones(mine, other),
      otherEmails: further(
        mine.otherEmails,
        [...(mine.email === undefined ? [] : [other.email]), ...(other.otherEmails ?? [])],
        [mine.email],
      ),
      contacts: mergeRoles(mine.contacts, contacts, filled),
    }),
  };
}

const isSame = (one: string | undefined, other: string | undefined): boolean =>
  essence(one ?? "") === essence(other ?? "");

/** Our further numbers, and those that only they tell; the kind of a number is lost with them. */
function furtherPhones(mine: Contact, other: Contact): readonly string[] {
  const { phone, phoneExt, fax, faxExt, otherPhones = [] } = other;
  const isNew = (number: string | undefined): boolean =>
    !isSame(mine.phone, number) && !isSame(mine.fax, number);
  return further(mine.otherPhones, [
    mine.phone !== undefined && isNew(phone) ? phoneText(phone, phoneExt) : undefined,
    mine.fax !== undefined && isNew(fax) ? phoneText(fax, faxExt) : undefined,
    ...otherPhones.filter(isNew),
  ]);
}

/** Our list, and what of theirs is neither in it nor shown elsewhere. */
function further(
  ours: readonly string[] = [],
  theirs: readonly (string | undefined)[],
  shown: readonly (string | undefined)[] = [],
): readonly string[] {
  const there = new Set(
    [...ours, ...shown].flatMap((text) => (text === undefined ? [] : essence(text))),
  );
  const added = theirs.flatMap((text) => text ?? []);
  return [...new Set([...ours, ...added.filter((text) => !there.has(essence(text)))])];
}
