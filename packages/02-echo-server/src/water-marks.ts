/**
 * When a writer has to stop and when it may go on. asyncio's rule, free of sockets:
 *
 * - strictly more than `high` bytes are waiting: pause;
 * - `low` bytes or fewer are waiting, and writing is paused: resume.
 *
 * Two marks and not one, so that a writer at the edge is not switched on and off for every byte.
 */
import type { WaterMarks } from "./transport.ts";

const DEFAULT_HIGH_BYTES = 64 * 1024;

/** asyncio lets writing go on once three quarters of what was allowed to wait are gone. */
const HIGH_PER_LOW = 4;

/** The marks that are left out follow from the one given. @throws RangeError unless high >= low >= 0 */
export function waterMarks(marks: Partial<WaterMarks> = {}): WaterMarks {
  const high =
    marks.high ?? (marks.low === undefined ? DEFAULT_HIGH_BYTES : marks.low * HIGH_PER_LOW);
  const low = marks.low ?? Math.floor(high / HIGH_PER_LOW);
  if (!Number.isSafeInteger(high) || !Number.isSafeInteger(low) || low < 0 || high < low) {
    throw new RangeError(
      `Cannot set water marks high "${high}" and low "${low}": ` +
        "they must be whole numbers with high >= low >= 0",
    );
  }
  return { high, low };
}

/** Whether writing is paused, given how many bytes are waiting. */
export class WaterGauge {
  #marks = waterMarks();
  #paused = false;

  /** Takes effect with the next reading. */
  setMarks(marks: Partial<WaterMarks>): void {
    this.#marks = waterMarks(marks);
  }

  /** True while a pause has not had its resume. */
  get paused(): boolean {
    return this.#paused;
  }

  /** What the writer must be told now that `waiting` bytes are waiting, if anything. */
  read(waiting: number): "pause" | "resume" | undefined {
    if (this.#paused ? waiting > this.#marks.low : waiting <= this.#marks.high) return undefined;
    this.#paused = !this.#paused;
    return this.#paused ? "pause" : "resume";
  }
}
