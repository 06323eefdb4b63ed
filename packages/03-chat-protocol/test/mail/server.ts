/** The real program, delivering into a folder. */
import { join } from "node:path";
import { type RunningProgram, startProgram } from "test-harness";

const PACKAGE = join(import.meta.dirname, "../..");
const READY = { ready: ["smtp", "whois"] };

/** The servers of this package with the Maildir `dir`, on free ports. */
export function startMail(dir: string): Promise<RunningProgram> {
  return startProgram("03-chat-protocol", optionsFor(dir), READY);
}

/**
 * The same under a command that runs its arguments, such as `nice`: the words of `command` that no
 * shell needs to see, and then `args` as they are.
 */
export function startMailUnder(
  command: string,
  args: readonly string[],
  dir: string,
): Promise<RunningProgram> {
  const start = ["node", "--import", "tsx", "src/main.ts"];
  const program = { cwd: PACKAGE, script: command };
  return startProgram(program, [...args, ...start, ...optionsFor(dir)], READY);
}

function optionsFor(dir: string): string[] {
  return ["--port", "0", "--maildir", dir];
}
