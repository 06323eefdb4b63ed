/**
 * What a note shows of a terminal: commands behind `$`, and what they printed.
 *
 * `[..]` stands for any part of a line, a line `...` for any lines. `^C` at the end is the reader's
 * Ctrl-C.
 */

/** A command as a note shows it. */
export interface ShownCommand {
  readonly command: string;
  readonly output: readonly string[];
  /** Whether the note shows how Ctrl-C ends it. */
  readonly interrupted: boolean;
}

/** The commands of a console fence. Throws Error when it begins with something else. */
export function parseConsole(lines: readonly string[]): ShownCommand[] {
  const shown: { command: string; output: string[]; interrupted: boolean }[] = [];
  for (const line of lines) {
    const latest = shown.at(-1);
    if (line.startsWith("$ "))
      shown.push({ command: line.slice(2), output: [], interrupted: false });
    else if (latest === undefined)
      throw new Error('Cannot read the console fence: no "$ " before it');
    else if (line === "^C") latest.interrupted = true;
    else latest.output.push(line);
  }
  return shown;
}

/** Throws Error, with both texts, unless `actual` is what `shown` says that `who` prints. */
export function compareLines(
  shown: readonly string[],
  actual: readonly string[],
  who = "the command",
): void {
  const lines = actual.map((line) => `${line.trimEnd()}\n`).join("");
  if (new RegExp(`^${shown.map(patternOf).join("")}$`).test(lines)) return;
  throw new Error(`the note shows of ${who}\n${shown.join("\n")}\nbut it prints\n${lines}`);
}

/** A pattern for one line in which `[..]` stands for anything. */
export function linePattern(line: string): string {
  return line.split("[..]").map(escape).join("[^\\n]*");
}

function patternOf(line: string): string {
  return line === "..." ? "(?:[^\\n]*\\n)*" : `${linePattern(line)}\\n`;
}

function escape(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}
