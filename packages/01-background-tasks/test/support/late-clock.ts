import { VirtualClock } from "test-harness";
import type { Clock } from "../../src/mod.ts";

/** A clock as real ones are: every call comes `lagMs` after its deadline. */
export function lateClock(lagMs: number): {
  readonly clock: Clock;
  /** The delays that were asked for, in milliseconds. */
  readonly delays: readonly number[];
  readonly advance: (ms: number) => Promise<void>;
} {
  const time = new VirtualClock();
  const delays: number[] = [];
  const clock: Clock = {
    now: () => time.now(),
    callLater: (ms, callback) => {
      delays.push(ms);
      return time.callLater(ms + lagMs, callback);
    },
  };
  return { clock, delays, advance: (ms) => time.advance(ms) };
}
