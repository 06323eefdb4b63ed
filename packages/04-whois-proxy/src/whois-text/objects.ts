/**
 * Replies made of objects (RPSL, RFC 2622, and its many cousins): one paragraph each, the first label
 * is the class, and objects refer to each other by handle.
 */
import type { Field } from "./field.ts";
import { ROLE_PREFIXES } from "./words.ts";

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

/** The first value with the first of these labels that has one. */
export function valueOf(object: TextObject, ...labels: readonly string[]): string | undefined {
  for (const label of labels) {
    const field = object.fields.find((candidate) => candidate.label === label);
    if (field !== undefined) return field.value;
  }
  return undefined;
}

/** All values with these labels, in the order of the reply. */
export const valuesOf = (object: TextObject, ...labels: readonly string[]): readonly string[] =>
  object.fields.flatMap((field) => (labels.includes(field.label) ? field.value : []));

/** Classes of objects that describe somebody, named by a handle in them or in their first line. */
const PEOPLE: ReadonlySet<string> = new Set([
  "person",
  "personname",
  "role",
  "nic hdl",
  "nic hdl br",
  "organization",
  "contact",
  "irt",
  "mntner",
]);

const NAMED_BY_FIRST_LINE: ReadonlySet<string> = new Set(["organization", "contact", "irt"]);

/** Whether an object describes somebody who is referred to, not the object asked for. */
export const isPerson = ({ class: type, fields }: TextObject): boolean =>
  PEOPLE.has(type) && fields.length > 1 && fields[0]?.section === undefined;

/** Its handle: what others refer to it by. */
export const handleOf = (object: TextObject): string | undefined =>
  valueOf(object, "nic hdl", "nic hdl br") ??
  (NAMED_BY_FIRST_LINE.has(object.class) ? object.fields[0]?.value : undefined);

/** `contact: administrative` at IANA: the role is told by the object itself. */
export const roleOfObject = ({ class: type, fields }: TextObject): string | undefined =>
  type === "contact" ? ROLE_PREFIXES.get(fields[0]?.value.toLowerCase() ?? "") : undefined;
