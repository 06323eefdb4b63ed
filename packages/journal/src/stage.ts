/**
 * Where the commands of one section run: the real programs, each on a free port, and a folder for
 * the files that the note shows.
 */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ProgramName } from "test-harness";
import { stepAt, stepPlace } from "./catalog.ts";
import { type Command, parseCommand } from "./command.ts";
import type { Sources } from "./derived.ts";
import { Ports, programPorts, stepPort, takePort } from "./ports.ts";
import { type Program, startProcess, startStep } from "./program.ts";
import { type DefaultPorts, Run } from "./run.ts";
import { stepCommand } from "./step-command.ts";
import { isServer, LISTENING, type ShownCommand, unshown } from "./transcript.ts";

/** A server that stays up, by what a note calls it: `02/3`, `02-echo-server`. */
interface Listener {
  readonly name: string;
  readonly run: Run;
}

/** The programs of one section. Disposing kills what is left and removes the folder. */
export class Stage implements AsyncDisposable {
  readonly #sources: Sources;
  readonly #folder: string;
  readonly #ports = new Ports();
  readonly #runs: Run[] = [];
  readonly #listeners: Listener[] = [];

  private constructor(sources: Sources, folder: string) {
    this.#sources = sources;
    this.#folder = folder;
  }

  /** A stage with no programs and an empty folder. */
  static async open(sources: Sources): Promise<Stage> {
    return new Stage(sources, await mkdtemp(join(tmpdir(), "journal-note-")));
  }

  /**
   * Starts a command; a server is started when it listens. `onClock` are the steps, such as `02/7`,
   * that are run in this process, so that their time can be moved.
   */
  async start(shown: ShownCommand, onClock: ReadonlySet<string>): Promise<Run> {
    const command = parseCommand(shown.command, this.#sources.catalog);
    switch (command.kind) {
      case "step":
        return await this.#startStep(command, shown, onClock);
      case "script":
        return await this.#startScript(command, shown);
      case "exp": {
        const exp = join(import.meta.dirname, "exp.ts");
        const args = ["node", "--import", "tsx", exp, ...command.args];
        return this.#keep(await this.#startMerged(this.#sources.root, args), shown);
      }
      case "shell": {
        if (isServer(shown)) throw new Error(`Cannot start "${shown.command}": no pnpm command`);
        const line = `${this.#ports.toReal(command.line)} 2>&1`;
        const shell = { cwd: this.#sources.root, script: "sh -c" };
        return this.#keep(await this.#startProcess(shell, [line]), shown);
      }
    }
  }

  /** Puts a file that the note shows into the folder that the commands are typed in. */
  async write(name: string, lines: readonly string[]): Promise<void> {
    await writeFile(join(this.#folder, name), this.#ports.toReal(`${lines.join("\n")}\n`));
  }

  /** The server that is called `02/3` or `02-echo-server`; it is started if it does not run. */
  async server(target: string, onClock: ReadonlySet<string>): Promise<Run> {
    const { catalog } = this.#sources;
    const name = target.includes("/") ? stepPlace(stepAt(catalog, target)) : target;
    const running = this.#listeners.findLast((it) => it.name === name && !it.run.program.hasEnded);
    if (running !== undefined) return running.run;
    const command = name.includes("/")
      ? `pnpm exp ${name.replace("/", " ")}`
      : `pnpm --filter ${name} start`;
    const ready = Object.keys(programPorts(name) ?? { tcp: 0 }).map(() => `${LISTENING}[..]`);
    return await this.start(unshown(command, [...ready, "..."]), onClock);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const { program } of this.#runs) await program[Symbol.asyncDispose]();
    await rm(this.#folder, { recursive: true });
  }

  async #startStep(
    { step, args: typed }: Extract<Command, { readonly kind: "step" }>,
    shown: ShownCommand,
    onClock: ReadonlySet<string>,
  ): Promise<Run> {
    const name = stepPlace(step);
    const { words, port = await stepPort(step.file) } = takePort(typed);
    const args = [
      ...words.map((word) => this.#ports.toReal(word)),
      ...(port === undefined ? [] : ["--port", this.#portFor(port)]),
    ];
    const command = stepCommand(step, args);
    const program = onClock.has(name)
      ? await startStep(step.file, args)
      : await this.#startMerged(command.cwd, ["node", ...command.args]);
    const run = this.#keep(program, shown, port);
    if (isServer(shown)) await this.#ready(name, run);
    return run;
  }

  async #startScript(
    { of, script, args }: Extract<Command, { readonly kind: "script" }>,
    shown: ShownCommand,
  ): Promise<Run> {
    const words = args.map((word) => this.#ports.toReal(word));
    if (!isServer(shown)) {
      return this.#keep(await this.#startProcess(of, words, script), shown);
    }
    const ports = programPorts(of);
    if (ports === undefined) throw new Error(`Cannot start "${of}": it has no known ports`);
    const program = await this.#startProcess(of, [...words, "--port", "0"], script);
    const run = this.#keep(program, shown, ports);
    await this.#ready(of, run);
    return run;
  }

  /** Any port; but one that somebody has, for two who want the same are to meet. */
  #portFor(shown: number): string {
    return this.#runs.some((run) => run.holds(shown)) ? this.#ports.realOf(shown) : "0";
  }

  #keep(program: Program, shown: ShownCommand, defaults?: DefaultPorts): Run {
    const run = new Run(program, shown, this.#ports, defaults);
    this.#runs.push(run);
    return run;
  }

  async #ready(name: string, run: Run): Promise<void> {
    await run.listening();
    this.#listeners.push({ name, run });
  }

  /** A process whose standard error goes where its output goes, as on a terminal. */
  #startMerged(cwd: string, words: readonly string[]): Promise<Program> {
    return this.#startProcess({ cwd, script: "sh -c" }, ['exec "$@" 2>&1', "sh", ...words]);
  }

  #startProcess(name: ProgramName, args: readonly string[], script?: string): Promise<Program> {
    // What pnpm tells a program of where the user is, who here is in the folder.
    const env = { INIT_CWD: this.#folder };
    return startProcess(name, args, { env, ...(script === undefined ? {} : { script }) });
  }
}
