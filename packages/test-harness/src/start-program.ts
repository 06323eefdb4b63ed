/**
 * A package's real program in a process of its own, as `pnpm --filter PACKAGE start` runs it.
 *
 * ```ts
 * await using echo = await startProgram("02-echo-server", ["--port", "0"]);
 * await using client = await echo.client();
 * await client.send("hello");
 * await echo.line("received [b'hello\\r\\n']");
 * echo.signal("SIGTERM");
 * await echo.exit; // { code: 143, signal: null }
 * ```
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { type CommandLine, commandLine, type ProgramName } from "./command-line.ts";
import { Output } from "./output.ts";
import { type ReadyLine, readyLine } from "./ready-line.ts";
import { repr } from "./repr.ts";
import { type ClientOptions, TcpClient } from "./tcp-client.ts";
import { within } from "./within.ts";

/** How a program is started. */
export interface ProgramOptions {
  /** The script of package.json to run. @default "start" */
  readonly script?: string;
  /** Ready lines to wait for: how many, or one of each of these schemes. @default 1 */
  readonly ready?: number | readonly string[];
  /** Added to the environment; `undefined` removes a variable. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Real milliseconds to wait for a line: a guard against hanging. @default 30000 */
  readonly withinMs?: number;
}

/** How a process ended: by itself with a code, or killed by a signal. */
export interface ProgramExit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

const DEFAULT_PROGRAM_WITHIN_MS = 30_000;

/**
 * Spawns the program and waits for its ready lines. Rejects with its output when it exits first.
 * Programs that listen on nothing are started with `ready: 0` and observed by `line` and `exit`.
 */
export async function startProgram(
  program: ProgramName,
  args: readonly string[] = [],
  options: ProgramOptions = {},
): Promise<RunningProgram> {
  const command = await commandLine(program, args, options.script ?? "start");
  const running = new RunningProgram(command, options);
  try {
    await running.ready(options.ready ?? 1);
    return running;
  } catch (error) {
    await running[Symbol.asyncDispose]();
    throw error;
  }
}

/** A program that runs until it exits or is disposed, which kills it with SIGKILL. */
export class RunningProgram implements AsyncDisposable {
  /** Settles when the process has ended and its output has been read to the end. */
  readonly exit: Promise<ProgramExit>;
  readonly #command: string;
  readonly #child: ChildProcess;
  readonly #stdout: Output;
  readonly #stderr: Output;
  readonly #withinMs: number;

  /** Spawns at once; {@link startProgram} is the way to make one. */
  constructor({ command, args, cwd, env }: CommandLine, options: ProgramOptions) {
    const child = spawn(command, args, {
      cwd,
      env: { ...env, ...options.env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.#command = [command, ...args].join(" ");
    this.#child = child;
    this.#stdout = new Output(child.stdout);
    this.#stderr = new Output(child.stderr);
    this.#withinMs = options.withinMs ?? DEFAULT_PROGRAM_WITHIN_MS;
    const { promise, resolve } = Promise.withResolvers<ProgramExit>();
    child.once("close", (code, signal) => resolve({ code, signal }));
    this.exit = promise;
  }

  /** Waits for its ready lines: so many, or one of each scheme. */
  async ready(wanted: number | readonly string[]): Promise<void> {
    if (this.#child.pid === undefined) await once(this.#child, "spawn"); // rejects with the reason
    const isReady = (): true | undefined => {
      const schemes = this.listening.map(({ scheme }) => scheme);
      const enough =
        typeof wanted === "number"
          ? schemes.length >= wanted
          : wanted.every((scheme) => schemes.includes(scheme));
      return enough || undefined;
    };
    await this.#wait(`ready lines (${String(wanted)})`, this.#stdout, this.#stdout.until(isReady));
  }

  /** The process id. */
  get pid(): number {
    return this.#child.pid ?? 0;
  }

  /** Where it listens, in the order of its ready lines. */
  get listening(): readonly ReadyLine[] {
    return this.#stdout.lines.flatMap(readyLine);
  }

  /** The first port of each scheme. */
  get ports(): Readonly<Record<string, number>> {
    const ports = this.listening.map(({ scheme, port }) => [scheme, port] as const);
    return Object.fromEntries(ports.toReversed());
  }

  /** The whole lines of standard output so far. */
  get lines(): readonly string[] {
    return this.#stdout.lines;
  }

  /** Everything on standard output so far. */
  get stdout(): string {
    return this.#stdout.text;
  }

  /** Everything on standard error so far. */
  get stderr(): string {
    return this.#stderr.text;
  }

  /** The next line of standard output that fits; rejects when the program exits without it. */
  line(pattern: string | RegExp): Promise<string> {
    return this.#wait(`line ${repr(pattern)}`, this.#stdout, this.#stdout.line(pattern));
  }

  /** The next line of standard error that fits; rejects when the program exits without it. */
  errorLine(pattern: string | RegExp): Promise<string> {
    const wanted = `line ${repr(pattern)} on standard error`;
    return this.#wait(wanted, this.#stderr, this.#stderr.line(pattern));
  }

  /** Sends a signal. */
  signal(name: NodeJS.Signals): void {
    this.#child.kill(name);
  }

  /** The port of this scheme, or of the first ready line; throws when there is none. */
  port(scheme?: string): number {
    return this.#address(scheme).port;
  }

  /** Connects to the socket of this scheme, or of the first ready line. */
  client(scheme?: string, options?: ClientOptions): Promise<TcpClient> {
    return TcpClient.connect(this.#address(scheme), options);
  }

  /** Kills the process if it still runs, and waits for its end. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#child.kill("SIGKILL");
    await this.exit;
  }

  #address(scheme: string | undefined): ReadyLine {
    const found = this.listening.find((line) => scheme === undefined || line.scheme === scheme);
    if (found !== undefined) return found;
    throw new Error(`Cannot connect to "${this.#command}": no ready line for ${scheme ?? "it"}`);
  }

  async #wait<T>(wanted: string, output: Output, found: Promise<T>): Promise<T> {
    const problem = (): string =>
      `Expected ${wanted} of "${this.#command}", received:\n${this.stdout}\n${this.stderr}\n`;
    try {
      return await within(this.#withinMs, found, problem);
    } catch (cause) {
      if (!output.ended) throw cause;
      const { code, signal } = await this.exit;
      throw new Error(`${problem()}before it ended with status ${code ?? signal}`, { cause });
    }
  }
}
