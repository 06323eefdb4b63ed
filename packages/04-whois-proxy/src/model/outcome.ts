/**
 * How a query can end, in one table: the words for a person, the HTTP status, the log level, and
 * which of the cache's times applies. Nothing else in the program decides these.
 *
 * @example
 * outcomes["rate-limited"].httpStatus; // 429
 */

interface OutcomeRow {
  /** One sentence for a person, without a final period. */
  readonly text: string;
  readonly httpStatus: number;
  /** Level of the log line of a query that ends like this. */
  readonly logLevel: "info" | "warn";
  /** Which `[cache]` time applies; `never` for failures: an error is not an answer. */
  readonly keep: "found" | "not_found" | "never";
}

const row = (
  text: string,
  httpStatus: number,
  keep: OutcomeRow["keep"] = "never",
  logLevel: OutcomeRow["logLevel"] = keep === "never" ? "warn" : "info",
): OutcomeRow => ({ text, httpStatus, keep, logLevel });

/** The one table of outcomes. */
export const outcomes = {
  found: row("The object is registered", 200, "found"),
  "not-found": row("No match: the registry has no such object", 404, "not_found"),
  "rate-limited": row("Too many queries: try again later", 429),
  refused: row("The registry declined to answer", 502),
  timeout: row("No answer in time", 504),
  unreachable: row("No server could be reached", 502),
  "bad-reply": row("The server's reply is not an answer", 502),
  "no-server": row("No server is known for this object", 404, "never", "info"),
  "bad-query": row("The query cannot be understood", 400, "never", "info"),
  overloaded: row("Too many connections: try again later", 503),
} as const satisfies Record<string, OutcomeRow>;

/** How a query, or one hop of it, ended. */
export type Outcome = keyof typeof outcomes;
