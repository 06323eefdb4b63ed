/**
 * Reading the command line, with errors that a person can act on.
 *
 * ```ts
 * const { values } = parseOptions({ options: { port: { type: "string", default: "8007" } } });
 * const port = portOption(values.port);
 * ```
 */

import { resolve } from "node:path";
import { parseArgs, type ParseArgsConfig } from "node:util";
import { currentScope } from "./ambient.ts";

/** The command line is wrong. `runMain` prints the message and the usage line, and exits with 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
  /** What the process exits with. */
  readonly exitStatus = 2;
}

/**
 * `parseArgs` of node:util, strict; by default it reads the command line of the `run` that the
 * caller belongs to. Throws a UsageError for an option that is unknown or lacks its value, and for
 * an argument too many.
 */
export function parseOptions<T extends ParseArgsConfig>(
  config: T,
): ReturnType<typeof parseArgs<T>> {
  try {
    const args = currentScope()?.args;
    return parseArgs(args === undefined ? config : { args, ...config });
  } catch (error) {
    // The first sentence says what is wrong; those behind it advise on quoting.
    if (isParseError(error)) throw new UsageError(error.message.split(/\. |\.?\n/, 1)[0]);
    throw error;
  }
}

/** A host name or an IP address. Throws a UsageError for an empty one, or one with white space in it. */
export function hostOption(text: string, option = "--host"): string {
  if (/^[^\s\p{Cc}]+$/u.test(text)) return text;
  throw new UsageError(
    `Cannot use ${option} ${JSON.stringify(text)}: not a host name or IP address`,
  );
}

/** The number of a port, 0 to 65535. Throws a UsageError for anything else. */
export function portOption(text: string, option = "--port"): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  throw new UsageError(`Cannot use ${option} "${text}": not a number from 0 to 65535`);
}

/**
 * The port of a program whose only option is `--port PORT`: what the command line says, or else
 * `fallback`. Throws a UsageError for any other option, and for what is not a port.
 */
export function listenPort(fallback: number): number {
  const { values } = parseOptions({ options: { port: { type: "string" } } });
  return values.port === undefined ? fallback : portOption(values.port);
}

/**
 * The absolute path of a file or folder that the user named. A package manager starts a package's
 * script in the package's own folder and leaves in `INIT_CWD` where the user was. Throws a
 * UsageError for an empty name.
 */
export function pathOption(text: string): string {
  if (text === "") throw new UsageError("Cannot use a file or folder without a name");
  return resolve(process.env["INIT_CWD"] ?? process.cwd(), text);
}

function isParseError(error: unknown): error is Error {
  return (
    error instanceof Error &&
    "code" in error &&
    typeof error.code === "string" &&
    error.code.startsWith("ERR_PARSE_ARGS_")
  );
}
