/** How a step is started. */
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { JournalStep } from "./catalog.ts";

/** Arguments for Node, and the folder to start it in. */
export interface StepCommand {
  readonly cwd: string;
  readonly args: readonly string[];
}

/** The step in a Node of its own, in the folder of its package, as somebody would type it there. */
export function stepCommand(
  step: JournalStep,
  args: readonly string[],
  { watch = false }: { readonly watch?: boolean } = {},
): StepCommand {
  const folder = dirname(step.file);
  const file = join(basename(folder), basename(step.file));
  return {
    cwd: dirname(folder),
    args: [...(watch ? watching() : ["--import", "tsx"]), file, ...args],
  };
}

/** Not `node --watch`: on Linux it loses sight of a file that is saved by putting another in its place. */
function watching(): readonly string[] {
  return [fileURLToPath(import.meta.resolve("tsx/cli")), "watch", "--clear-screen=false"];
}
