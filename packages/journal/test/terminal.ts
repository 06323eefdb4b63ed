/** A real terminal around a program, by way of Python, which can make one. */
import { type RunningProgram, startProgram } from "test-harness";

/**
 * Copies what the program prints, types the next of `replies` when its text has come, and ends with
 * the program's exit status.
 */
const python = `
import json, os, pty, sys
replies = json.loads(sys.argv[1])
pid, terminal = pty.fork()
if pid == 0:
    os.execvp(sys.argv[2], sys.argv[2:])
seen = b""
while True:
    try:
        data = os.read(terminal, 4096)
    except OSError:
        break
    if not data:
        break
    os.write(1, data)
    seen += data
    while replies and replies[0][0].encode() in seen:
        seen = seen.split(replies[0][0].encode(), 1)[1]
        os.write(terminal, replies.pop(0)[1].encode())
sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
`;

/** Ctrl-C as a terminal gets it. */
export const CTRL_C = "\u0003";

/** Each pair is what to wait for, and what to type then. */
export type Replies = readonly (readonly [string, string])[];

/** Starts Node with these arguments on a terminal. */
export function startOnTerminal(
  cwd: string,
  args: readonly string[],
  replies: Replies,
  env: Readonly<Record<string, string | undefined>> = {},
): Promise<RunningProgram> {
  const words = ["-c", python, JSON.stringify(replies), "node", ...args];
  const variables = { TERM: "xterm", NO_COLOR: undefined, FORCE_COLOR: undefined, ...env };
  return startProgram({ cwd, script: "python3" }, words, { ready: 0, env: variables });
}
