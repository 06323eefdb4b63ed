/** One command of a note while it runs, and what became of it. */
import type { Ports } from "./ports.ts";
import type { Program } from "./program.ts";
import type { Partner } from "./replay.ts";
import { isServer, leastLines, LISTENING, type Outcome, type ShownCommand } from "./transcript.ts";

/** The ports that a program would have: by scheme, or one for all. */
export type DefaultPorts = Readonly<Record<string, number>> | number;

/** A command that has been started. */
export class Run {
  readonly program: Program;
  readonly shown: ShownCommand;
  readonly #ports: Ports;
  readonly #defaults: DefaultPorts;
  #interruptedAfter: number | undefined;

  constructor(program: Program, shown: ShownCommand, ports: Ports, defaults: DefaultPorts = {}) {
    this.program = program;
    this.shown = shown;
    this.#ports = ports;
    this.#defaults = defaults;
  }

  /** Whether it is shown to stay up. */
  get serves(): boolean {
    return isServer(this.shown);
  }

  /** Waits until it listens on as many ports as the note shows. Rejects when it ends before. */
  async listening(): Promise<void> {
    const { program, shown } = this;
    const wanted = shown.output.filter((line) => line.startsWith(LISTENING)).length;
    for (let count = 1; program.listening.length < wanted; count += 1) {
      await program.printed(count);
      if (program.hasEnded && program.lines.length < count) {
        throw new Error(`it ends before it listens:\n${this.#said().join("\n")}`);
      }
    }
    this.#ports.learn(program.listening, this.#defaults);
  }

  /** Whether the reader's port is taken by this program. */
  holds(port: number): boolean {
    const defaults = this.#defaults;
    const ports = typeof defaults === "number" ? [defaults] : Object.values(defaults);
    return !this.program.hasEnded && ports.includes(port);
  }

  /** Whom a conversation is held with. Throws when it does not listen, or not in this scheme. */
  partner(scheme: string | undefined): Partner {
    const { listening, advance } = this.program;
    const address = listening.find((line) => scheme === undefined || line.scheme === scheme);
    if (address === undefined)
      throw new Error(`Cannot talk ${scheme ?? "to it"}: it does not listen`);
    return { port: address.port, advance, interrupt: () => this.interrupt() };
  }

  /**
   * Presses Ctrl-C when as many lines are there as are shown before, or when they do not come; a
   * second time it does nothing. Rejects when the program has ended by itself.
   */
  async interrupt(): Promise<void> {
    if (this.#interruptedAfter !== undefined) return;
    const { program, shown } = this;
    await program.printed(leastLines(shown)).catch(() => {});
    if (program.hasEnded) {
      const status = await program.ended();
      throw new Error(`it ends by itself, with status ${status}:\n${this.#said().join("\n")}`);
    }
    this.#interruptedAfter = program.lines.length;
    program.interrupt();
  }

  /** What it did, once it has ended. A server, and what is shown with `^C`, is interrupted. */
  async outcome(): Promise<Outcome> {
    const { program, shown, serves } = this;
    if (serves || shown.afterInterrupt !== undefined) await this.interrupt();
    const status = await program.ended();
    this.#ports.learn(program.listening, this.#defaults);
    const lines = this.#ports.toShown(serves ? program.lines : this.#said());
    return { lines, interruptedAfter: this.#interruptedAfter, status };
  }

  /** All that it has printed. What a server of a package logs on standard error is left out. */
  #said(): string[] {
    const { lines, stderr } = this.program;
    return [...lines, ...(stderr === "" ? [] : stderr.trimEnd().split("\n"))];
  }
}
