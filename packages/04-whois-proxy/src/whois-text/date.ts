/** Dates as registries write them. */
import { utcDate } from "../record/events.ts";

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

const YEAR = String.raw`(?<year>\d{4})`;
const MONTH = String.raw`(?<month>\d{1,2}|[a-z]{3,9})`;
const DAY = String.raw`(?<day>\d{1,2})(?:st|nd|rd|th)?`;
const CLOCK = String.raw`(?<time>\d{1,2}:\d\d(?::\d\d)?)(?:\.\d{1,9})?`;
const ZONE = String.raw`\s?(?<zone>Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?`;
const TIME = String.raw`(?:[\sT.,]{1,3}(?:at )?${CLOCK}${ZONE})?`;

const FORMS: readonly RegExp[] = [
  // 2026-07-12, 2026/7/12, 2026. 07. 12., 2009-Nov-16
  String.raw`${YEAR}[-/. ]\s?${MONTH}[-/. ]\s?${DAY}\.?${TIME}`,
  // 12.07.2026, 12/7/2026, 12-Jul-2026, 31st October 2002
  String.raw`${DAY}[-/. ]\s?${MONTH}[-/., ]\s?${YEAR}${TIME}`,
  // 20260712
  String.raw`(?<year>(?:19|20)\d\d)(?<month>\d\d)(?<day>\d\d)${TIME}`,
  // Jul 12, 2026
  String.raw`(?<month>[a-z]{3,9})\.? ${DAY},? ${YEAR}${TIME}`,
  // Sun Jul 12 12:34:27 UTC 2026
  String.raw`(?<month>[a-z]{3}) ${DAY} ${CLOCK}${ZONE} ${YEAR}`,
].map((form) => new RegExp(String.raw`(?<![\d-])${form}(?!\d)`, "i"));

/** Characters in which a date is looked for. */
const MAX_LENGTH = 200;

/**
 * The date in a text as RFC 3339 in UTC, in whole seconds; `YYYY-MM-DD` where no time is given.
 * A time without a zone in numbers is taken for UTC. Of 3/4/2026 the first is the day. Undefined
 * when there is no date.
 *
 * @example
 * dateIn("16-Sep-2010"); // "2010-09-16"
 */
export function dateIn(text: string): string | undefined {
  for (const form of FORMS) {
    const { groups } = form.exec(text.slice(0, MAX_LENGTH)) ?? {};
    const day = groups && dayOf(groups);
    if (day === undefined) continue;
    const { time, zone = "Z" } = groups ?? {};
    return time === undefined ? day : utcDate(`${day}T${time.replace(/^\d:/, "0$&")}${zone}`);
  }
  return undefined;
}

function dayOf(groups: Readonly<Record<string, string>>): string | undefined {
  const { year = "", month = "", day = "" } = groups;
  const named = MONTHS.indexOf(month.slice(0, 3).toLowerCase()) + 1;
  let [m, d] = [named === 0 ? Number(month) : named, Number(day)];
  if (m > 12 && d <= 12) [m, d] = [d, m];
  const date = `${year}-${String(m).padStart(2, "0")}-${String(d).padStart(2, "0")}`;
  const instant = new Date(`${date}T00:00:00Z`);
  // There is no 30 February, but it would become the second of March.
  const exists = !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(date);
  return exists ? date : undefined;
}
