/** Long texts on a terminal, a screen at a time. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import process from "node:process";

/**
 * Shows the text through `$PAGER`, `less` by default, and waits until the reader has left it.
 * Resolves to false when there is no such program, and nothing has been shown.
 */
export async function page(text: string): Promise<boolean> {
  const [command = "", ...args] = (process.env["PAGER"] ?? "less").trim().split(/\s+/);
  if (command === "") return false;
  const pager = spawn(command, args, {
    stdio: ["pipe", "inherit", "inherit"],
    // What git sets too: end at once if it fits on a screen, and leave it there.
    env: { LESS: "FRX", ...process.env },
  });
  process.on("SIGINT", leaveToPager);
  // A pager that is left early does not read to the end.
  pager.stdin.on("error", () => {});
  pager.stdin.end(text);
  try {
    await once(pager, "close");
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return false;
    throw error;
  } finally {
    process.off("SIGINT", leaveToPager);
  }
}

/** Ctrl-C is for the pager, which means something else by it. */
function leaveToPager(): void {}
