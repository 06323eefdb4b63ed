/** The contacts of a reply that is made of objects: whom the object asked for refers to. */
import type { Contact } from "../model/record.ts";
import { known } from "../record/json.ts";
import { contactOf, type ReadContact } from "./contact.ts";
import type { Field } from "./fields.ts";
import { handleOf, isPerson, referencesOf, type TextObject } from "./objects.ts";
import { contactWord } from "./words.ts";

/** A contact in a role. */
export interface RoledContact extends ReadContact {
  readonly role: string;
}

/**
 * Everybody whom these fields refer to. Of a handle that the reply has no object for, the handle is
 * all that is known; where it is no handle, it is left to others to read.
 */
export function peopleOf(
  fields: readonly Field[],
  objects: readonly TextObject[],
): readonly RoledContact[] {
  const people = new Map(
    objects.filter(isPerson).map((object) => [handleOf(object)?.toUpperCase(), object]),
  );
  return referencesOf(fields).flatMap(({ role, handle }) => {
    const object = people.get(handle.toUpperCase());
    if (object !== undefined) return Object.assign({ role }, contactOfObject(role, object));
    return HANDLE.test(handle) ? { role, contact: { handle }, redacted: [] } : [];
  });
}

/** Capitals and a digit or a registry's suffix: nobody's name. */
const HANDLE = /^(?=.*[\d-])[A-Z][A-Z\d:_-]{2,40}$/i;

/** A person, role or organisation object as a contact. */
export function contactOfObject(role: string, object: TextObject): ReadContact {
  const values = object.fields.flatMap(({ label, value }) => {
    // The value of `organisation:` is its handle; `org-name:` has the name.
    if (label === "organization" || label === "irt") return [];
    const word = label === "org name" ? "organization" : contactWord(label);
    return word === undefined ? [] : { word, value };
  });
  const { contact, redacted } = contactOf(role, values);
  const named: Contact = {
    ...contact,
    ...known({ handle: handleOf(object), kind: kindOf(object) }),
  };
  return { contact: named, redacted };
}

const KINDS: ReadonlyMap<string, string> = new Map([
  ["person", "individual"],
  ["role", "group"],
  ["organization", "org"],
]);

const kindOf = (object: TextObject): string | undefined => KINDS.get(object.class);
