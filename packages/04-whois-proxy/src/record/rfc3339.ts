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
  const instant = /^\d{4}-\d\d-\d\d$/.test(date) ? `${date}T00:00:00Z` : date;
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/.test(instant)) return undefined;
  // A day that its month does not have counts as one of the next month in JavaScript.
  const time = new Date(instant);
  const isReal = !Number.isNaN(time.getTime()) && time.toISOString().slice(0, 19);
  return isReal === instant.slice(0, 19) ? instant : undefined;
}
