/** One log line per query, with what is needed to explain it; no text of an answer, so no personal data. */

import { type Outcome, outcomes } from "../model/outcome.ts";
import type { Answer } from "./answer.ts";
import { toLine } from "./clean.ts";

/** The methods of pino that are used here. */
export interface QueryLog {
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
  error(facts: object, message: string): void;
}

/** Longest part of a query that is logged, in characters: one client cannot fill the disk. */
const MAX_LOGGED = 200;

/** Logs how a query was answered; `took` in ms. */
export function logQuery(
  log: QueryLog,
  line: string,
  peer: string,
  { outcome, origin, failure, sources }: Answer,
  took: number,
): void {
  const query = toLine(line, MAX_LOGGED);
  const level = failure === undefined ? outcomes[outcome].logLevel : "warn";
  log[level]({ peer, query, outcome, origin, failure, sources, took: Math.round(took) }, "query");
}

/** Logs a query that we ourselves failed to answer. */
export function logFault(log: QueryLog, line: string, peer: string, error: unknown): void {
  log.error(
    { peer, query: toLine(line, MAX_LOGGED), err: error },
    "query failed by a fault of the proxy",
  );
}

/** Logs a client that was turned away before its query was read. */
export function logDeclined(log: QueryLog, outcome: Outcome, reason: string, peer: string): void {
  log[outcomes[outcome].logLevel]({ peer, outcome, reason }, "declined");
}
