/** The log: JSON lines on standard error, pretty where a person watches a terminal. */

import pino, { type Logger } from "pino";
import pretty from "pino-pretty";
import type { Config } from "./config/schema.ts";

/** Makes the logger of the program. */
export function createLog(level: Config["log"]["level"]): Logger {
  const options = { level, base: null };
  // Written at once, not in a worker: a log that lags behind a crash explains nothing.
  const stderr = pino.destination({ dest: 2, sync: true });
  if (!process.stderr.isTTY) return pino(options, stderr);
  return pino(options, pretty({ colorize: true, destination: 2, sync: true }));
}
