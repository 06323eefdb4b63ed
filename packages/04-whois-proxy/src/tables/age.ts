/** How old a day is. Pure: today is a parameter. */

const DAY = 24 * 3_600_000;

/** Whole days from `date` (`2026-07-14`, or `2015-10` for its first day) to `today`; never below 0. */
export const daysSince = (date: string, today: string): number =>
  Math.max(0, Math.floor((Date.parse(today) - Date.parse(date)) / DAY));

/** `today`, `1 day`, `59 days`, `4 months`, `7 years`. */
export function ageText(days: number): string {
  if (days === 0) return "today";
  if (days < 60) return days === 1 ? "1 day" : `${days} days`;
  const months = Math.round(days / 30.44);
  return months < 24 ? `${months} months` : `${Math.floor(days / 365.25)} years`;
}
