/** Something that a note runs: a process, or a step in this process on a clock that can be moved. */
import { inspect } from "node:util";
import { run, type Scope } from "01-background-tasks";
import {
  type ProgramName,
  type ReadyLine,
  type RunLike,
  runStep,
  startProgram,
} from "test-harness";
import { guarded } from "./guarded.ts";

/** What a stage does with it. */
export interface Program extends AsyncDisposable {
  /** What it has printed so far. */
  readonly lines: readonly string[];
  /** What it has said on standard error, where that is kept apart. */
  readonly stderr: string;
  readonly listening: readonly ReadyLine[];
  /** Whether it is over. */
  readonly hasEnded: boolean;
  /** Its exit status; null when it was killed. Rejects when it does not end in a good while. */
  ended(): Promise<number | null>;
  /** Resolves when so many lines are there, or it has ended. Rejects when neither happens. */
  printed(count: number): Promise<void>;
  /** Presses Ctrl-C. */
  interrupt(): void;
  /** Lets time pass; undefined in a process, whose time is everybody's. */
  readonly advance: ((ms: number) => Promise<void>) | undefined;
}

/** How a process is started. */
export interface ProcessOptions {
  /** The script of package.json. */
  readonly script?: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** A line that has not come after so long, in real time, will not come. */
const LINE_GUARD_MS = 15_000;

/** Starts a package's script, or a command in a folder. Does not wait for anything. */
export async function startProcess(
  name: ProgramName,
  args: readonly string[],
  { script = "start", env }: ProcessOptions,
): Promise<Program> {
  // A pipe is no terminal, but a variable may say otherwise.
  const surroundings = { ...env, FORCE_COLOR: undefined };
  const options = { script, ready: 0, env: surroundings, withinMs: LINE_GUARD_MS };
  const program = await startProgram(name, args, options);
  const life = new Life(program.exit);
  return {
    get hasEnded() {
      return life.hasEnded;
    },
    get lines() {
      return program.lines;
    },
    get stderr() {
      return program.stderr;
    },
    get listening() {
      return program.listening;
    },
    async ended() {
      const { code } = await guarded(program.exit, () => `it does not end:\n${program.stdout}`);
      return code;
    },
    printed: (count) => life.take(count, () => program.line(/^/)),
    interrupt: () => program.signal("SIGINT"),
    advance: undefined,
    [Symbol.asyncDispose]: () => program[Symbol.asyncDispose](),
  };
}

/** Runs the step's `main` in this process. */
export async function startStep(file: string, args: readonly string[]): Promise<Program> {
  const lines: string[] = [];
  // On a terminal the two streams are one, in the order of writing.
  const recording: RunLike<Scope> = (main, around) =>
    run(main, {
      ...around,
      print: (line) => {
        lines.push(line);
        around.print(line);
      },
      report: (text) => {
        lines.push(...text.split("\n"));
        around.report(text);
      },
    });
  const step = await runStep(recording, file, { args });
  const life = new Life(step.ended);
  return {
    get hasEnded() {
      return life.hasEnded;
    },
    lines,
    stderr: "",
    get listening() {
      return step.listening;
    },
    async ended() {
      const end = await guarded(step.ended, () => `it does not end:\n${lines.join("\n")}`);
      if (end.kind === "failed") throw new Error(`the step fails: ${inspect(end.error)}`);
      return end.kind === "interrupted" ? 130 : 0;
    },
    printed: (count) => life.take(count, () => step.line(/^/)),
    interrupt: () => void step.interrupt(),
    advance: (ms) => step.clock.advance(ms),
    [Symbol.asyncDispose]: () => step[Symbol.asyncDispose](),
  };
}

/** Whether a program is over, and how many of its lines have been waited for. */
class Life {
  #hasEnded = false;
  #taken = 0;

  constructor(end: Promise<unknown>) {
    void end.then(() => (this.#hasEnded = true));
  }

  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  /** {@link Program.printed}, by waiting for one line after the other. */
  async take(count: number, next: () => Promise<string>): Promise<void> {
    for (; this.#taken < count && !this.#hasEnded; this.#taken += 1) {
      await next().catch((error: unknown) => {
        if (!this.#hasEnded) throw error;
      });
    }
  }
}
