/** Reading JSON that may be anything: a value of the wrong type counts as absent. Never throws. */

import { textOf } from "./text.ts";

export type JsonObject = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The value as an object, or an empty one. */
export const objectOf = (value: unknown): JsonObject => (isObject(value) ? value : {});

/** The first `most` items; a lone value counts as a list of one, as some servers write it. */
export function listOf(value: unknown, most: number): readonly unknown[] {
  if (Array.isArray(value)) return value.slice(0, most);
  return value === undefined || value === null ? [] : [value];
}

/** The objects among the first `most` items. */
export const objectsOf = (value: unknown, most: number): readonly JsonObject[] =>
  listOf(value, most).filter(isObject);

/** The texts among the first `most` items, without repetition. */
export const textsOf = (value: unknown, most: number): readonly string[] => [
  ...new Set(listOf(value, most).flatMap((item) => textOf(item) ?? [])),
];

/** The members that are known: without those that are undefined, `[]` or `{}`. */
export function known<T extends object>(
  members: T,
): { readonly [K in keyof T]?: Exclude<T[K], undefined> };
export function known(members: object): object {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => !isEmpty(value)));
}

const isEmpty = (value: unknown): boolean =>
  value === undefined ||
  (typeof value === "object" && value !== null && Object.keys(value).length === 0);

/** A copy without some members. */
export function without<T extends object, K extends keyof T & string>(
  object: T,
  ...members: readonly K[]
): Omit<T, K>;
export function without(object: object, ...members: readonly string[]): object {
  return Object.fromEntries(Object.entries(object).filter(([member]) => !members.includes(member)));
}
