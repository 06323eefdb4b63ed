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

/** A clock on a busy machine: it moves by leaps, and then makes all calls that have become due. */
export function stallingClock(): {
  readonly clock: Clock;
  readonly stall: (ms: number) => Promise<void>;
} {
  const time = new VirtualClock();
  let now = 0;
  const clock: Clock = {
    now: () => now,
    callLater: (ms, callback) => time.callLater(ms, callback),
  };
  return {
    clock,
    stall: (ms) => {
      now += ms;
      return time.advance(ms);
    },
  };
}
