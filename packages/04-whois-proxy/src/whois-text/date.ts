/** Dates as registries write them. */

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

const YEAR = String.raw`(?<year>\d{4})`;
const MONTH = String.raw`(?<month>\d{1,2}|[a-z]{3,9})`;
const DAY = String.raw`(?<day>\d{1,2})(?:st|nd|rd|th)?`;
const CLOCK = String.raw`(?<hour>\d{1,2}):(?<minute>\d\d)(?::(?<second>\d\d))?(?:\.\d{1,9})?(?: ?(?<half>[ap]m))?`;
const OFFSET = String.raw`(?<sign>[+-])(?<hours>\d{1,2})(?::?(?<minutes>\d\d))?(?!\d)`;
const ZONE = String.raw`(?: ?\(?(?:Z|UTC|GMT)? ?${OFFSET})?`;
const TIME = String.raw`(?:[ T.,]{1,3}(?:at )?${CLOCK}${ZONE})?`;

const FORMS: readonly RegExp[] = [
  // 2026-07-12, 2026/7/12, 2026. 07. 12., 2009-Nov-16
  String.raw`${YEAR}[-/. ] ?${MONTH}[-/. ] ?${DAY}\.?${TIME}`,
  // 12.07.2026, 12/7/2026, 12-Jul-2026, 31st October 2002
  String.raw`${DAY}[-/. ] ?${MONTH}[-/., ] ?${YEAR}${TIME}`,
  // 20260712
  String.raw`(?<year>(?:19|20)\d\d)(?<month>\d\d)(?<day>\d\d)${TIME}`,
  // Jul 12, 2026
  String.raw`(?<month>[a-z]{3,9})\.? {1,3}${DAY},? ${YEAR}${TIME}`,
  // Sun Jul 12 12:34:27 UTC 2026
  String.raw`(?<month>[a-z]{3}) {1,3}${DAY} ${CLOCK}(?: (?:UTC|GMT))? ${YEAR}`,
].map((form) => new RegExp(String.raw`(?<![\d.+-])${form}(?!\d)`, "i"));

/** Characters in which a date is looked for. */
const LONGEST = 200;

/** `before 1 January 1996` is no date, nor is `31st October each year`. */
const VAGUE = /^\W{0,5}(?:before|after|until|since|prior|vor|avant)\b/i;

/**
 * The date in a text as RFC 3339 in UTC, in whole seconds; `YYYY-MM-DD` where no time is given.
 * A time without a zone in numbers is taken for UTC. Of 3/4/2026 the first is the day. Undefined
 * when there is no date, or none that a registration can have.
 *
 * @example
 * dateIn("16-Sep-2010"); // "2010-09-16"
 */
export function dateIn(text: string): string | undefined {
  const words = text.slice(0, LONGEST).replaceAll(/\s+/g, " ");
  if (VAGUE.test(words)) return undefined;
  for (const form of FORMS) {
    const { groups } = form.exec(words) ?? {};
    const date = groups && dateOf(groups);
    if (date !== undefined) return date;
  }
  return undefined;
}

/** The latest of the dates in some texts. */
export const lastDateIn = (texts: readonly string[]): string | undefined =>
  texts
    .flatMap((text) => dateIn(text) ?? [])
    .toSorted()
    .at(-1);

type Groups = Readonly<Record<string, string | undefined>>;

function dateOf(groups: Groups): string | undefined {
  const day = dayOf(groups);
  if (day === undefined || groups["hour"] === undefined) return day;
  const time = new Date(`${day}T${clockOf(groups)}Z`).getTime();
  // There is no 25 o'clock; the day is still one.
  if (Number.isNaN(time)) return day;
  return `${new Date(time - offsetOf(groups)).toISOString().slice(0, 19)}Z`;
}

/** Before there were domains, and what registrars write for never: 0001-01-01. */
const FIRST_YEAR = 1970;

function dayOf({ year = "", month = "", day = "" }: Groups): string | undefined {
  if (Number(year) < FIRST_YEAR) return undefined;
  const named = MONTHS.indexOf(month.slice(0, 3).toLowerCase()) + 1;
  let [m, d] = [named === 0 ? Number(month) : named, Number(day)];
  if (m > 12 && d <= 12) [m, d] = [d, m];
  const date = `${year}-${twoDigits(m)}-${twoDigits(d)}`;
  const instant = new Date(`${date}T00:00:00Z`);
  // There is no 30 February, but it would become the second of March.
  const exists = !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(date);
  return exists ? date : undefined;
}

function clockOf({ hour = "", minute = "", second = "00", half }: Groups): string {
  const written = Number(hour);
  const hours = half === undefined ? written : (written % 12) + (/^p/i.test(half) ? 12 : 0);
  return `${twoDigits(hours)}:${minute}:${second}`;
}

/** How far the clock was ahead of UTC, in ms. */
function offsetOf({ sign, hours = "0", minutes = "0" }: Groups): number {
  const ahead = (Number(hours) * 60 + Number(minutes)) * 60_000;
  return sign === "-" ? -ahead : ahead;
}

const twoDigits = (number: number): string => String(number).padStart(2, "0");
