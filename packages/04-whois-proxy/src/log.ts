/** The log: JSON lines on standard error, pretty where a person watches a terminal. */

import pino, { type Logger } from "pino";
import pretty from "pino-pretty";
import type { Config } from "./config/schema.ts";

/** Bytes of log that wait for their reader. */
const MAX_WAITING = 1024 ** 2;

/** Makes the logger of the program. */
export function createLog(level: Config["log"]["level"]): Logger {
  const options = { level, base: null };
  // Not synchronous: whoever reads the log may stall, and the proxy must not. What then does not fit
  // is dropped.
  const stderr = pino.destination({ dest: 2, sync: false, maxLength: MAX_WAITING });
  if (!process.stderr.isTTY) return pino(options, stderr);
  return pino(options, pretty({ colorize: true, destination: 2, sync: true }));
}
