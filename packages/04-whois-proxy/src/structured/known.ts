/** JSON in which nothing is empty: what is not known is absent. Pure. */

/** The members that are known: without those that are undefined, null, `""`, `[]` or `{}`. */
export const known = (members: object): object =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => !isEmpty(value)));

/** Whether a value says nothing. */
export const isEmpty = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  value === "" ||
  (typeof value === "object" && Object.keys(value).length === 0);
