/**
 * Replies made of objects (RPSL, RFC 2622, and its many cousins): one paragraph each, the first label
 * is the class, and objects refer to each other by handle.
 */
import type { Field } from "./fields.ts";

/** One paragraph of a reply. */
export interface TextObject {
  /** The label of its first field. */
  readonly class: string;
  readonly fields: readonly Field[];
}

/** The paragraphs of a reply, in order. */
export function objectsIn(fields: readonly Field[]): readonly TextObject[] {
  const paragraphs = Map.groupBy(fields, ({ paragraph }) => paragraph);
  return [...paragraphs.values()].map((own) => ({ class: own[0]?.label ?? "", fields: own }));
}

/** The first value with one of these labels. */
export const valueOf = (object: TextObject, ...labels: readonly string[]): string | undefined =>
  object.fields.find(({ label }) => labels.includes(label))?.value;

/** All values with this label. */
export const valuesOf = (object: TextObject, label: string): readonly string[] =>
  object.fields.flatMap((field) => (field.label === label ? field.value : []));

/** Classes of objects that describe somebody. */
const PEOPLE: ReadonlySet<string> = new Set([
  "person",
  "role",
  "nic hdl",
  "nic hdl br",
  "organization",
  "contact",
  "irt",
  "mntner",
]);

/** Whether an object describes somebody who is referred to, not the object asked for. */
export const isPerson = ({ class: type, fields }: TextObject): boolean =>
  PEOPLE.has(type) && fields.length > 1 && fields[0]?.section === undefined;

/** Its handle: what others refer to it by. */
export const handleOf = (object: TextObject): string | undefined =>
  valueOf(object, "nic hdl", "nic hdl br") ??
  (["organization", "contact", "irt"].includes(object.class) ? object.fields[0]?.value : undefined);

/** Which role a label that refers to somebody gives them. */
const REFERENCES: ReadonlyMap<string, string> = new Map([
  ["registrant", "registrant"],
  ["holder c", "registrant"],
  ["owner c", "registrant"],
  ["org", "registrant"],
  ["admin c", "administrative"],
  ["tech c", "technical"],
  ["zone c", "technical"],
  ["billing c", "billing"],
  ["abuse c", "abuse"],
  ["routing c", "routing"],
  ["mnt irt", "abuse"],
]);

/** A pointer from an object to somebody. */
export interface Reference {
  readonly role: string;
  readonly handle: string;
}

/** Whom an object refers to, each role and handle once. */
export function referencesOf(fields: readonly Field[]): readonly Reference[] {
  const seen = new Map<string, Reference>();
  for (const { label, value } of fields) {
    const role = REFERENCES.get(label);
    const handle = value.split(/[\s,]/, 1)[0] ?? "";
    if (role !== undefined) seen.set(`${role} ${handle}`, { role, handle });
  }
  return [...seen.values()];
}
