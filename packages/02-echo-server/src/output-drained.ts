/** Whoever reads our standard output may be slower than our clients: a pager, a pipe that is full. */
import { once } from "node:events";

let draining: Promise<void> | undefined;

/** Resolves when standard output has been read; undefined while it takes more. */
export function outputDrained(
  output: NodeJS.WriteStream = process.stdout,
): Promise<void> | undefined {
  if (!output.writableNeedDrain) return undefined;
  // One for all connections. A closed output ends the program, and this with it.
  draining ??= once(output, "drain").then(
    () => (draining = undefined),
    () => (draining = undefined),
  );
  return draining;
}
