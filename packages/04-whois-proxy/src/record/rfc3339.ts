/** Dates of records for those who need RFC 3339 and nothing else. */

/**
 * A record's date as RFC 3339 in UTC: a day alone is its first second. Undefined for what is no
 * date, since a record keeps words that it cannot read as they were written.
 *
 * @example
 * rfc3339("2026-07-12"); // "2026-07-12T00:00:00Z"
 */
export function rfc3339(date: string | undefined): string | undefined {
  if (date === undefined) return undefined;
  if (/^\d{4}-\d\d-\d\d$/.test(date)) return `${date}T00:00:00Z`;
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/.test(date) ? date : undefined;
}
