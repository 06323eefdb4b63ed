/** JSON as RDAP has it: a member that is not known is absent. */

/** A value of JSON. */
export type Json =
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [member: string]: Json | undefined };

/** An object of JSON; members that are undefined do not come out. */
export type JsonObject = { readonly [member: string]: Json | undefined };

/** The list, or undefined where there is nothing in it. */
export const some = <T>(list: readonly T[]): readonly T[] | undefined =>
  list.length === 0 ? undefined : list;

/** A country's code of two letters, the only form that RDAP has for it; undefined for any other word. */
export const countryCode = (country: string | undefined): string | undefined =>
  country !== undefined && /^[a-z]{2}$/i.test(country) ? country.toUpperCase() : undefined;
