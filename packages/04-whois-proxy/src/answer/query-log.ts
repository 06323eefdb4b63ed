/** One log line per query, with what is needed to explain it; no text of an answer, so no personal data. */

import { outcomes } from "../model/outcome.ts";
import type { Answer } from "./answer.ts";

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
  { outcome, origin, sources }: Answer,
  took: number,
): void {
  const query = line.slice(0, MAX_LOGGED);
  log[outcomes[outcome].logLevel]({ peer, query, outcome, origin, sources, took }, "query");
}

/** Logs a query that we ourselves failed to answer. */
export function logFault(log: QueryLog, line: string, peer: string, error: unknown): void {
  log.error(
    { peer, query: line.slice(0, MAX_LOGGED), err: error },
    "query failed by a fault of the proxy",
  );
}
