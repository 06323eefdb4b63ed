/**
 * Where the commands of one note run: the real programs, each on a free port, and a folder for the
 * files that the note shows.
 *
 * A note shows the port that a program listens on by default, and here it is another one. So ports
 * are translated, both ways: in what the note says, and in what the programs print.
 */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { repositoryRoot, type RunningProgram, startProgram } from "test-harness";
import { converse } from "./conversation.ts";
import { compareLines, type ShownCommand } from "./transcript.ts";

/** The ports that each program listens on when it is not told otherwise, by scheme. */
const defaultPorts: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  "02-echo-server": { tcp: 8007 },
  "03-chat-protocol": { whois: 8043 },
  "04-whois-proxy": { whois: 4343, http: 4380 },
};

/** `pnpm --filter PACKAGE SCRIPT ARGS`; run without pnpm, which might ask a registry. */
const PNPM = /^(?:npx pnpm@12|pnpm) --filter (?<name>\S+) (?<script>\S+)(?<args>.*)$/;

const LISTENING = "listening on ";

/** One note's programs. Disposing kills what is left and removes the folder. */
export class Stage implements AsyncDisposable {
  readonly #folder: string;
  readonly #servers = new Map<string, { program: RunningProgram; shown: readonly string[] }>();
  /** From the port that the note shows to the port that it is here. */
  readonly #ports = new Map<string, string>();

  private constructor(folder: string) {
    this.#folder = folder;
  }

  /** A stage with no programs and an empty folder. */
  static async open(): Promise<Stage> {
    return new Stage(await mkdtemp(join(tmpdir(), "journal-note-")));
  }

  /**
   * Runs a command and compares what it prints. One that is shown to listen stays until
   * {@link finish}; one that is shown with `^C` is interrupted when it has printed the lines shown.
   */
  async run(shown: ShownCommand): Promise<void> {
    const program = PNPM.exec(shown.command)?.groups;
    const isServer = shown.output.some((line) => line.startsWith(LISTENING));
    if (isServer && program === undefined) {
      throw new Error(`Cannot start "${shown.command}": not a pnpm --filter command`);
    }
    if (program === undefined) return this.#runInShell(shown);
    const { name = "", script = "", args = "" } = program;
    const words = this.#toReal(args)
      .split(" ")
      .filter((word) => word !== "");
    if (isServer) await this.#startServer(name, script, words, shown.output);
    else await this.#runProgram(name, script, words, shown);
  }

  /** Puts a file that the note shows into the folder that the commands are typed in. */
  async write(name: string, lines: readonly string[]): Promise<void> {
    await writeFile(join(this.#folder, name), this.#toReal(`${lines.join("\n")}\n`));
  }

  /** Holds a conversation with the server of that package, which is started if need be. */
  async converse(name: string, lines: readonly string[]): Promise<void> {
    let server = this.#servers.get(name);
    if (server === undefined) {
      await this.#startServer(name, "start", [], ["..."]);
      server = this.#servers.get(name);
    }
    if (server === undefined) throw new Error(`Cannot talk to "${name}": it does not listen`);
    await converse(lines, server.program.port());
  }

  /** Presses Ctrl-C for every server, and compares all that it has printed. */
  async finish(): Promise<void> {
    for (const [name, { program, shown }] of this.#servers) {
      this.#servers.delete(name);
      await using stopping = program;
      await interrupt(stopping);
      compareLines(shown, this.#asShown(stopping.lines), name);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const { program } of this.#servers.values()) await program[Symbol.asyncDispose]();
    await rm(this.#folder, { recursive: true });
  }

  async #startServer(
    name: string,
    script: string,
    args: readonly string[],
    shown: readonly string[],
  ): Promise<void> {
    const ports = defaultPorts[name];
    if (ports === undefined) throw new Error(`Cannot start "${name}": its ports are not known`);
    const ready = Object.keys(ports);
    const program = await startProgram(name, [...args, "--port", "0"], {
      script,
      ready,
      env: this.#userFolder,
    });
    this.#servers.set(name, { program, shown });
    for (const [scheme, port] of Object.entries(ports)) {
      this.#ports.set(String(port), String(program.port(scheme)));
    }
  }

  async #runProgram(
    name: string,
    script: string,
    args: readonly string[],
    { output, interrupted }: ShownCommand,
  ): Promise<void> {
    await using program = await startProgram(name, args, {
      script,
      ready: 0,
      env: this.#userFolder,
    });
    if (interrupted) {
      for (const line of output) if (line !== "...") await program.line(/^/);
      await interrupt(program);
    } else await program.exit;
    compareLines(output, this.#asShown(program.lines));
    if (program.stderr !== "") throw new Error(`it says on standard error:\n${program.stderr}`);
  }

  async #runInShell({ command, output }: ShownCommand): Promise<void> {
    const line = `${this.#toReal(command)} 2>&1`;
    const shell = { cwd: repositoryRoot, script: "sh -c" };
    await using program = await startProgram(shell, [line], { ready: 0 });
    const { code } = await program.exit;
    compareLines(output, this.#asShown(program.lines));
    if (code !== 0) throw new Error(`"${command}" ends with status ${code}`);
  }

  /** What pnpm tells a program of where the user is, who here is in the folder. */
  get #userFolder(): { readonly INIT_CWD: string } {
    return { INIT_CWD: this.#folder };
  }

  #toReal(text: string): string {
    return text.replaceAll(/\b\d{4}\b/g, (port) => this.#ports.get(port) ?? port);
  }

  #asShown(lines: readonly string[]): string[] {
    const shown = new Map([...this.#ports].map(([port, real]) => [real, port]));
    return lines.map((line) => line.replaceAll(/\b\d{4,5}\b/g, (port) => shown.get(port) ?? port));
  }
}

/** Ctrl-C, and the exit status that a shell expects of it. */
async function interrupt(program: RunningProgram): Promise<void> {
  program.signal("SIGINT");
  const { code } = await program.exit;
  if (code !== 130) throw new Error(`Ctrl-C makes it end with status ${code}:\n${program.stderr}`);
}
