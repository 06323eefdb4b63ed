/** Values that say that there is none. */

const NOTHING = new Set([
  "",
  "n/a",
  "na",
  "null",
  "nil",
  "none",
  "unknown",
  "unspecified",
  "no data",
  "no option",
  "not applicable",
  "not available",
  "not available from registry",
  "not provided",
  "not specified",
]);

/** Longer than all of {@link NOTHING}, with the marks that stand around them. */
const LONGEST = 60;

/**
 * Whether a value is a way to leave it empty: nothing but marks, or words for it.
 *
 * @example
 * isNothing("***N/A***"); // true
 */
export function isNothing(value: string): boolean {
  if (value.length > LONGEST) return false;
  const words = value.toLowerCase().replaceAll(/^[^\p{L}\p{N}?]+|[^\p{L}\p{N}?]+$/gu, "");
  return NOTHING.has(words);
}
