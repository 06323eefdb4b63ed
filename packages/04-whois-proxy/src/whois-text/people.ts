/** The contacts of a reply that is made of objects: whom the object asked for refers to. */
import { known } from "../record/json.ts";
import { limits } from "../record/limits.ts";
import { contactOf, type ReadContact } from "./contact.ts";
import type { Field } from "./field.ts";
import { handleOf, isPerson, roleOfObject, type TextObject } from "./objects.ts";
import { inRole, type RoledContact } from "./roled-contact.ts";
import { contactWord, isHandleLabel } from "./vocabulary.ts";
import { HANDLE_LABELS, TITLE_LABELS } from "./words.ts";

/** The people of a reply, by handle in upper case. */
export type People = ReadonlyMap<string, TextObject>;

/** Everybody who can be referred to. */
export const peopleIn = (objects: readonly TextObject[]): People =>
  new Map(
    objects
      .filter(isPerson)
      .flatMap((object) => {
        const handle = handleOf(object);
        return handle === undefined ? [] : [[handle.toUpperCase(), object] as const];
      })
      .toReversed(),
  );

/** Whether a field says no more than the handle of somebody whom the reply describes. */
export const isReference = ({ label, value }: Field, people: People): boolean =>
  roleReferredTo(label) !== undefined && people.has(value.toUpperCase());

const roleReferredTo = (label: string): string | undefined =>
  HANDLE_LABELS.get(label) ?? TITLE_LABELS.get(label);

/**
 * Everybody whom these fields refer to, each in a role once. Of a handle that the reply has no object
 * for, the handle is all that is known; `isHandle` says whether it is one.
 */
export function referredTo(
  fields: readonly Field[],
  people: People,
  isHandle: (handle: string, label: string) => boolean,
): readonly RoledContact[] {
  const found = new Map<string, RoledContact>();
  for (const { label, value } of fields) {
    const role = roleReferredTo(label);
    if (role === undefined || found.size >= limits.entities) continue;
    // `tech-c: ABC1-RIPE # 2001`
    const handle = isHandleLabel(label) ? (value.split(/[\s,]/, 1)[0] ?? "") : value;
    const object = people.get(handle.toUpperCase());
    const key = `${role} ${handle.toUpperCase()}`;
    if (found.has(key)) continue;
    if (object !== undefined) found.set(key, inRole(role, contactOfObject(role, object)));
    else if (isHandle(handle, label)) found.set(key, { role, contact: { handle }, redacted: [] });
  }
  return [...found.values()];
}

/** Those whose objects tell their role themselves, and the organisation that nobody refers to. */
export function unreferred(
  objects: readonly TextObject[],
  referred: readonly RoledContact[],
): readonly RoledContact[] {
  const handles = new Set(referred.map(({ contact }) => contact.handle?.toUpperCase()));
  return objects.filter(isPerson).flatMap((object) => {
    const role = roleOfObject(object);
    if (role !== undefined) return inRole(role, contactOfObject(role, object));
    const isHolder =
      object.class === "organization" && !handles.has(handleOf(object)?.toUpperCase());
    // At IANA the value is the name; where it is a handle, `org-name` has the name.
    if (!isHolder || object.fields.some(({ label }) => label === "org name")) return [];
    return inRole("registrant", contactOf("registrant", valuesIn(object.fields)));
  });
}

/** A person, role or organisation object as a contact. */
export function contactOfObject(role: string, object: TextObject): ReadContact {
  const handle = handleOf(object);
  const isNamed = handle === object.fields[0]?.value;
  const { contact, redacted } = contactOf(role, valuesIn(object.fields.slice(isNamed ? 1 : 0)));
  // `contact: administrative` is a role, not a handle.
  const own = roleOfObject(object) === undefined ? handle : undefined;
  const kind = object.class === "organization" && !isNamed ? undefined : KINDS.get(object.class);
  return { contact: { ...contact, ...known({ handle: own, kind }) }, redacted };
}

const valuesIn = (fields: readonly Field[]) =>
  fields.flatMap(({ label, value }) => {
    const word = contactWord(label);
    return word === undefined ? [] : { word, value };
  });

const KINDS: ReadonlyMap<string, string> = new Map([
  ["person", "individual"],
  ["role", "group"],
  ["organization", "org"],
]);
