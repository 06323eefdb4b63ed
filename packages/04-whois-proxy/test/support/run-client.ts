/** A real client of Debian's in a process of its own. */

import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";

/**
 * Runs a command, types `input`, and returns all that it printed. Afterwards its input ends, or it
 * stays open until the command ends by itself because the server has hung up.
 */
export async function runClient(
  command: string,
  args: readonly string[],
  input: string,
  then: "end" | "stay" = "end",
): Promise<string> {
  const child = spawn(command, args, { stdio: ["pipe", "pipe", "inherit"] });
  const ended = once(child, "close");
  // One that has its answer may be gone before it has read anything.
  child.stdin.on("error", () => undefined);
  child.stdin.write(input);
  if (then === "end") child.stdin.end();
  const printed = await text(child.stdout);
  await ended;
  return printed;
}
