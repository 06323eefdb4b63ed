/**
 * What a note shows of a terminal: commands behind `$`, and what they printed.
 *
 * `[..]` stands for any part of a line, a line `...` for any lines. `^C` is the reader's Ctrl-C.
 * `? 1` at the end is the exit status; none is shown for 0, or for 130 after Ctrl-C.
 */

/** A command as a note shows it. */
export interface ShownCommand {
  readonly command: string;
  /** What it prints; up to the Ctrl-C if there is one. */
  readonly output: readonly string[];
  /** What it prints after Ctrl-C; undefined when none is shown. */
  readonly afterInterrupt: readonly string[] | undefined;
  /** The exit status, if it is shown. */
  readonly status: number | undefined;
  /** The place of the command in its fence, from 0. */
  readonly at: number;
  /** All that stands below it, up to the next command. */
  readonly below: readonly string[];
}

/** How a line begins with which a server says that it is ready. */
export const LISTENING = "listening on ";

/** Whether the command is shown to listen, and not to end by itself: it stays up. */
export function isServer({ output, afterInterrupt, status }: ShownCommand): boolean {
  const listens = output.some((line) => line.startsWith(LISTENING));
  return listens && (afterInterrupt !== undefined || status === undefined);
}

/** How many lines are shown before Ctrl-C at least. */
export function leastLines({ output }: ShownCommand): number {
  return output.filter((line) => line !== "...").length;
}

/** A command that is run without being shown, whatever it prints. */
export function unshown(command: string, output: readonly string[] = ["..."]): ShownCommand {
  return { command, output, afterInterrupt: undefined, status: undefined, at: 0, below: output };
}

/** The commands of a console fence. Throws Error when it begins with something else. */
export function parseConsole(lines: readonly string[]): ShownCommand[] {
  const starts = lines.flatMap((line, at) => (line.startsWith("$ ") ? [at] : []));
  if (starts[0] !== 0) throw new Error('Cannot read the console fence: no "$ " before it');
  return starts.map((at, index) => parseCommand(lines.slice(at, starts[index + 1]), at));
}

function parseCommand([first = "", ...below]: readonly string[], at: number): ShownCommand {
  const [isStatus, status = ""] = /^\? (\d+)$/.exec(below.at(-1) ?? "") ?? [];
  const printed = isStatus === undefined ? below : below.slice(0, -1);
  const interrupt = printed.indexOf("^C");
  return {
    command: first.slice(2),
    output: interrupt === -1 ? printed : printed.slice(0, interrupt),
    afterInterrupt: interrupt === -1 ? undefined : printed.slice(interrupt + 1),
    status: isStatus === undefined ? undefined : Number(status),
    at,
    below,
  };
}

/** What a command did. */
export interface Outcome {
  readonly lines: readonly string[];
  /** How many of the lines were there when it was interrupted; undefined when it was not. */
  readonly interruptedAfter: number | undefined;
  readonly status: number | null;
}

/** What stands below the command when it is shown as it is. */
export function renderOutcome(
  { lines, interruptedAfter, status }: Outcome,
  shown: ShownCommand,
): string[] {
  const before = interruptedAfter ?? lines.length;
  const interrupted = shown.afterInterrupt !== undefined || before < lines.length;
  const expected = interruptedAfter === undefined ? 0 : 130;
  const printed = lines.map((line) => line.trimEnd());
  return [
    ...printed.slice(0, before),
    ...(interrupted ? ["^C", ...printed.slice(before)] : []),
    ...(status === expected && shown.status !== status ? [] : [`? ${status}`]),
  ];
}

/** Whether the command did what is shown of it. */
export function isShown(shown: ShownCommand, outcome: Outcome): boolean {
  const expected = shown.status ?? (outcome.interruptedAfter === undefined ? 0 : 130);
  const lines = [...shown.output, ...(shown.afterInterrupt ?? [])];
  const inTime = (outcome.interruptedAfter ?? Number.POSITIVE_INFINITY) >= leastLines(shown);
  return inTime && outcome.status === expected && linesFit(lines, outcome.lines);
}

/** Whether `actual` is what the lines show. White space at the end of a line does not count. */
export function linesFit(shown: readonly string[], actual: readonly string[]): boolean {
  const lines = actual.map((line) => `${line.trimEnd()}\n`).join("");
  return new RegExp(`^${shown.map(patternOf).join("")}$`).test(lines);
}

/** Whether a line, or one of the lines, stands for more than itself. */
export function isElided(...lines: readonly string[]): boolean {
  return lines.some((line) => line === "..." || line.includes("[..]"));
}

/** A pattern for one whole line in which `[..]` stands for anything. */
function linePattern(line: string): string {
  const fixed = line.split("[..]").map((text) => RegExp.escape(text));
  return fixed.join("[^\\n]*");
}

function patternOf(line: string): string {
  return line === "..." ? "(?:[^\\n]*\\n)*" : `${linePattern(line.trimEnd())}\\n`;
}
