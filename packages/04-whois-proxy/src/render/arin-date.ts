/** ARIN's WHOIS shows days, not instants. */

const DAY = new Intl.DateTimeFormat("en-CA", {
  timeZone: "America/New_York",
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
});

/**
 * The day of an instant in US Eastern time, in which ARIN keeps its dates; any other text unchanged.
 *
 * @example
 * easternDay("2000-05-04T04:00:00Z"); // "2000-05-04"
 */
export function easternDay(date: string | undefined): string | undefined {
  if (date === undefined || !date.includes("T")) return date;
  const instant = new Date(date);
  return Number.isNaN(instant.getTime()) ? date : DAY.format(instant);
}
