/**
 * Ports as a note shows them, and as they are here. A note shows the port that a program listens on
 * by default; here every program is started on a free one, so ports are translated, both ways.
 */
import { readFile } from "node:fs/promises";
import type { ReadyLine } from "test-harness";

/** The ports that each package's program listens on when it is not told otherwise, by scheme. */
const PROGRAM_PORTS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  "02-echo-server": { tcp: 8007 },
  "03-chat-protocol": { smtp: 8025, whois: 8043 },
  "04-whois-proxy": { whois: 4343, http: 4380 },
};

/** The port of a package's program by scheme; undefined for a program that does not listen. */
export function programPorts(name: string): Readonly<Record<string, number>> | undefined {
  return PROGRAM_PORTS[name];
}

/** The port that a step listens on by default; undefined when it asks nobody for one. */
export async function stepPort(file: string): Promise<number | undefined> {
  const [, port] = /\blistenPort\((\d+)\)/.exec(await readFile(file, "utf8")) ?? [];
  return port === undefined ? undefined : Number(port);
}

/** The words of a command without `--port PORT`, and the port. */
export function takePort(words: readonly string[]): {
  readonly words: readonly string[];
  readonly port: number | undefined;
} {
  const at = words.indexOf("--port");
  const [, text] = at === -1 ? [] : words.slice(at);
  if (text === undefined || !/^\d+$/.test(text)) return { words, port: undefined };
  return { words: words.toSpliced(at, 2), port: Number(text) };
}

/** From the port that the note shows to the port that it is here. */
export class Ports {
  readonly #real = new Map<string, string>();

  /** The port here; 0, which is any, for one that nobody has listened on. */
  realOf(shown: number): string {
    return this.#real.get(String(shown)) ?? "0";
  }

  /** `defaults` are the ports that the program would have, by scheme, or one for all. */
  learn(
    listening: readonly ReadyLine[],
    defaults: Readonly<Record<string, number>> | number,
  ): void {
    for (const { scheme, port } of listening.toReversed()) {
      const shown = typeof defaults === "number" ? defaults : defaults[scheme];
      if (shown !== undefined) this.#real.set(String(shown), String(port));
    }
  }

  /** What the note says, for the programs here. */
  toReal(text: string): string {
    return text.replaceAll(/\b\d{4,5}\b/g, (port) => this.#real.get(port) ?? port);
  }

  /** What the programs print, for the note. */
  toShown(lines: readonly string[]): string[] {
    const shown = new Map([...this.#real].map(([port, real]) => [real, port]));
    return lines.map((line) => line.replaceAll(/\b\d{4,5}\b/g, (port) => shown.get(port) ?? port));
  }
}
