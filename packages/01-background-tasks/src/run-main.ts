/**
 * The edge between a program and the shell: signals in, exit status out.
 *
 * ```ts
 * await runMain(import.meta, main); // the last line of a file that can be run
 * ```
 */

import { constants } from "node:os";
import { inspect } from "node:util";
import type { Scope } from "./ambient.ts";
import { InterruptedError } from "./errors.ts";
import { UsageError } from "./options.ts";
import { run } from "./run.ts";

const STOP_SIGNALS = ["SIGINT", "SIGTERM"] as const;

/** After the run, the process may take this long to end by itself before it is made to. */
const LINGER_MS = 1000;

/** What a program can say of itself. */
export interface RunMainOptions {
  /** The command line, as `start [--port PORT]`; shown as `usage: …` after a UsageError. */
  readonly usage?: string;
  /**
   * The exit status after a signal.
   * @default 128 + its number, as a shell reports it: 130 for SIGINT, 143 for SIGTERM
   */
  readonly statusOf?: Partial<Record<NodeJS.Signals, number>>;
  /** As of `run`: longer for a program that has something to finish before it ends, in ms. @default 5000 */
  readonly patience?: number;
}

/**
 * Runs `main` and turns its end into an exit status: 0 when it returned; 130 after Ctrl-C and 143
 * after SIGTERM, without a stack trace; the error's own `exitStatus`, if it has one, with its
 * message; else 1 with the stack. A second signal ends the process at once with the status of the
 * first. A reader that closes standard output (`start | head -1`) ends the program as SIGPIPE
 * would: 141.
 *
 * Does nothing when the file is imported rather than run. Never rejects.
 */
export async function runMain(
  meta: ImportMeta,
  main: (scope: Scope) => void | PromiseLike<void>,
  options: RunMainOptions = {},
): Promise<void> {
  if (!meta.main) return;
  const statusAfter = (signal: NodeJS.Signals): number =>
    options.statusOf?.[signal] ?? 128 + constants.signals[signal];
  exitOnSecondSignal(statusAfter);
  try {
    const { patience } = options;
    const waits = patience === undefined ? {} : { patience };
    await run(main, { signals: STOP_SIGNALS, signal: outputLost(), ...waits });
  } catch (error) {
    if (error instanceof InterruptedError) {
      process.exitCode = statusAfter(error.signal);
    } else {
      process.exitCode = statusOfError(error) ?? 1;
      process.stderr.write(`${explain(error, options.usage)}\n`);
    }
  }
  exitSoon();
}

function exitOnSecondSignal(statusAfter: (signal: NodeJS.Signals) => number): void {
  let first: NodeJS.Signals | undefined;
  for (const signal of STOP_SIGNALS) {
    process.on(signal, () => {
      if (first !== undefined) process.exit(statusAfter(first));
      first = signal;
    });
  }
}

/** Aborts when standard output can no longer be written. */
function outputLost(): AbortSignal {
  const controller = new AbortController();
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    controller.abort(error.code === "EPIPE" ? new InterruptedError("SIGPIPE") : error);
  });
  // Where errors go is gone: nobody is left to tell.
  process.stderr.on("error", () => {});
  return controller.signal;
}

function statusOfError(error: unknown): number | undefined {
  if (!(error instanceof Error) || !("exitStatus" in error)) return undefined;
  return typeof error.exitStatus === "number" ? error.exitStatus : undefined;
}

function explain(error: unknown, usage: string | undefined): string {
  if (!(error instanceof Error) || statusOfError(error) === undefined) return inspect(error);
  if (!(error instanceof UsageError) || usage === undefined) return error.message;
  return `${error.message}\nusage: ${usage}`;
}

/** Lets the process end by itself, so that its output is written; makes it end if something hangs. */
function exitSoon(): void {
  setTimeout(() => {
    const open = [...new Set(process.getActiveResourcesInfo())].join(", ");
    process.stderr.write(`Forced to exit: something was left open (${open})\n`);
    process.exit();
  }, LINGER_MS).unref();
}
