/** What a step of this package says, and when, on a clock that nobody waits for. */
import { join } from "node:path";
import { type RunLike, runStep, VirtualClock } from "test-harness";
import { run, type Scope } from "../../src/mod.ts";

/** One line, and the time of the step at which it was said, in ms. */
interface Said {
  readonly at: number;
  readonly line: string;
}

/** All that can be seen of a step from outside. */
export interface Observation {
  readonly printed: readonly Said[];
  /** What it says on standard error. */
  readonly reported: readonly Said[];
  /** When its run ended by itself, in ms; `undefined` for a step that must be interrupted. */
  readonly endedAt: number | undefined;
}

/** Longer than any step takes that ends at all. */
const LONG_MS = 10_000;

/** Runs a step for as long as it likes. Rejects when it fails. */
export async function observe(name: string): Promise<Observation> {
  const clock = new VirtualClock();
  const printed: Said[] = [];
  const reported: Said[] = [];
  const ends: number[] = [];
  // Lines are taken here and not from the harness: a step may go on when its run has ended.
  const observedRun: RunLike<Scope> = async (main, options) => {
    await run(main, {
      ...options,
      print: (line) => printed.push({ at: clock.now(), line }),
      report: (line) => reported.push({ at: clock.now(), line }),
    });
    ends.push(clock.now());
  };
  const file = join(import.meta.dirname, `../../experiments/${name}.ts`);
  await using step = await runStep(observedRun, file, { clock });
  await clock.advance(LONG_MS);
  const [endedAt] = ends;
  if (endedAt === undefined) await step.interrupt();
  const end = await step.ended;
  if (end.kind === "failed") throw end.error;
  return { printed, reported, endedAt };
}
