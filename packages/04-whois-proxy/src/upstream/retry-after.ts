/** How long a server asks us to stay away, in the words of WHOIS replies and in HTTP's header. Pure. */

const UNITS: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Nobody is believed who asks for more, in ms: GoDaddy's day is the longest that is meant. */
const LONGEST = 86_400_000;

/** `24h0m0s`, `90 seconds`, `5 min`; only after words that ask us to wait. */
const WAIT =
  /(?:go away for|grace period of|again (?:after|in)|wait(?: for)?|retry (?:after|in)):? (?=\d)/;

/** At most four parts: days, hours, minutes, seconds. */
const PART = /^(\d{1,9}) ?(s|m|h|d)[a-z]{0,8}[ ,]{0,2}/;

/**
 * The wait that a statement of a WHOIS server asks for, in ms, at most a day.
 *
 * @example
 * waitIn("Rate limit exceeded. Try again after: 24h0m0s"); // 86_400_000
 */
export function waitIn(statement: string): number | undefined {
  const words = statement.slice(0, 1000).toLowerCase();
  const start = WAIT.exec(words);
  if (start === null) return undefined;
  let rest = words.slice(start.index + start[0].length);
  let total = 0;
  for (let part = PART.exec(rest); part !== null; part = PART.exec(rest)) {
    total += Number(part[1]) * (UNITS[part[2] ?? ""] ?? 0);
    rest = rest.slice(part[0].length);
  }
  return total > 0 ? Math.min(total, LONGEST) : undefined;
}

/**
 * HTTP's `Retry-After` in ms, at most a day (RFC 9110, section 10.2.3): seconds, or a date, which is compared with
 * the server's own `Date`, so that nobody's clock need be right. Undefined for anything else.
 */
export function retryAfterOf(
  value: string | undefined,
  date: string | undefined,
): number | undefined {
  if (value === undefined) return undefined;
  if (/^\d+$/.test(value.trim())) return Math.min(Number(value) * 1000, LONGEST);
  const wait = Date.parse(value) - Date.parse(date ?? "");
  return Number.isNaN(wait) ? undefined : Math.min(Math.max(0, wait), LONGEST);
}
