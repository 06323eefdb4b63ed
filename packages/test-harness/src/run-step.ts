/**
 * A step of the journal in this process, on a clock that a test moves: no waiting, no second Node.
 *
 * ```ts
 * await using step = await runStep(run, experiment, { args: ["--port", "0"] });
 * await using client = await step.client();
 * await step.clock.advance(60_000);
 * ```
 */
import { PassThrough } from "node:stream";
import { pathToFileURL } from "node:url";
import { Output } from "./output.ts";
import { type ReadyLine, readyLine } from "./ready-line.ts";
import { type ClientOptions, TcpClient } from "./tcp-client.ts";
import { VirtualClock } from "./virtual-clock.ts";
import { DEFAULT_WITHIN_MS, within } from "./within.ts";

/** A step's `main`; `Scope` is the one of `01-background-tasks`. */
type Main<Scope> = (scope: Scope) => void | PromiseLike<void>;

/** What `run` of `01-background-tasks` looks like from here. */
export type RunLike<Scope> = (main: Main<Scope>, options: StepSurroundings) => Promise<unknown>;

/** What a step gets instead of the process's own. */
interface StepSurroundings {
  readonly clock: VirtualClock;
  readonly signal: AbortSignal;
  readonly print: (line: string) => void;
  readonly report: (text: string) => void;
  readonly args: readonly string[];
}

/** How a step ended: `main` returned, or the run rejected with an error. */
export type StepEnd =
  | { readonly kind: "returned" }
  | { readonly kind: "failed"; readonly error: unknown }
  | { readonly kind: "interrupted" };

/** How a step is run. */
export interface RunStepOptions {
  /** @default none */
  readonly args?: readonly string[];
  /** @default a new one */
  readonly clock?: VirtualClock;
}

/** Imports the file, which must export `main(scope)`, and runs that. Does not wait for anything. */
export async function runStep<Scope>(
  run: RunLike<Scope>,
  file: string,
  options: RunStepOptions = {},
): Promise<RunningStep> {
  const experiment: { readonly main?: Main<Scope> } = await import(pathToFileURL(file).href);
  const { main } = experiment;
  if (main === undefined) throw new Error(`Cannot run "${file}": it exports no main`);
  return new RunningStep((surroundings) => run(main, surroundings), options);
}

/** A step that runs until its `main` returns or it is interrupted. */
export class RunningStep implements AsyncDisposable {
  readonly clock: VirtualClock;
  /** Settles when the run has ended and what it opened is closed. Never rejects. */
  readonly ended: Promise<StepEnd>;
  readonly #interruption = new AbortController();
  readonly #stdout = new PassThrough();
  readonly #stderr = new PassThrough();
  readonly #output = new Output(this.#stdout);
  readonly #errors = new Output(this.#stderr);

  /** Begins at once; {@link runStep} is the way to make one. */
  constructor(
    start: (surroundings: StepSurroundings) => Promise<unknown>,
    options: RunStepOptions,
  ) {
    this.clock = options.clock ?? new VirtualClock();
    const running = start({
      clock: this.clock,
      signal: this.#interruption.signal,
      print: (line) => this.#stdout.write(`${line}\n`),
      report: (text) => this.#stderr.write(`${text}\n`),
      args: options.args ?? [],
    });
    this.ended = this.#endOf(running);
  }

  /** The lines that it has printed so far. */
  get lines(): readonly string[] {
    return this.#output.lines;
  }

  /** What went wrong unseen and was reported: on standard error, in a real program. */
  get reports(): readonly string[] {
    return this.#errors.lines;
  }

  /** Where it listens, in the order of its ready lines. */
  get listening(): readonly ReadyLine[] {
    return this.lines.flatMap(readyLine);
  }

  /** The next printed line that fits; rejects when the step ends without it. */
  line(pattern: string | RegExp): Promise<string> {
    return this.#within(`line ${String(pattern)}`, this.#output.line(pattern));
  }

  /** Connects to where it listens; waits until it does. Rejects when it ends before. */
  async client(options?: ClientOptions): Promise<TcpClient> {
    const address = this.#output.until(() => this.listening[0]);
    return TcpClient.connect(await this.#within("a ready line", address), options);
  }

  /** Ctrl-C. Resolves when the run has ended. */
  async interrupt(): Promise<StepEnd> {
    this.#interruption.abort(new Error("Interrupted"));
    return this.ended;
  }

  /** Interrupts it, and waits for its end. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.interrupt();
  }

  async #endOf(running: Promise<unknown>): Promise<StepEnd> {
    try {
      await running;
      return { kind: "returned" };
    } catch (error) {
      if (this.#interruption.signal.aborted) return { kind: "interrupted" };
      return { kind: "failed", error };
    } finally {
      this.#stdout.end();
      this.#stderr.end();
    }
  }

  async #within<T>(wanted: string, found: Promise<T>): Promise<T> {
    const problem = (): string =>
      `Expected ${wanted} of the step, received:\n${[...this.lines, ...this.reports].join("\n")}\n`;
    try {
      return await within(DEFAULT_WITHIN_MS, found, problem);
    } catch (cause) {
      if (!this.#output.ended) throw cause;
      throw new Error(`${problem()}before it ended`, { cause });
    }
  }
}
