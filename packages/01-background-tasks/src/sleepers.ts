/**
 * Everyone asleep on one clock, grouped by the instant at which they wake.
 *
 * Two sleepers due at the same instant must wake in an order that one can rely on, and a real
 * clock alone does not give that: each wake-up is a little late, so 2 × 300 ms and 3 × 200 ms do
 * not end together. So an instant is a whole millisecond, a sleep is counted from the instant in
 * whose turn it begins, all who share an instant share one timer, and no instant comes before an
 * earlier one has had its turn, however late that is.
 *
 * Within an instant they wake in the order in which they fell asleep, but take turns: who was first
 * of several gives way to the others the next time. asyncio leaves this to chance: in the story
 * `second` is first at 0.6 s and `first` at 1.2 s; in 28 runs of mine, `first` was so in 12.
 */

import type { Clock, TimerHandle } from "./clock.ts";
import { atEndOfTurn } from "./turn.ts";

/**
 * A wake-up this late still counts as on time, so that a loop of sleeps keeps its beat on a busy
 * machine. More, and a program that was stopped for an hour would make up for it in one go.
 */
const MAX_LAG_MS = 1000;

interface Sleeper {
  /** Whose sleep it is: the same object each time the same task sleeps. */
  readonly owner: object;
  readonly wake: () => void;
}

interface Group {
  readonly sleepers: Set<Sleeper>;
  readonly timer: TimerHandle;
}

const sleepersOfClocks = new WeakMap<Clock, Sleepers>();

/** The sleepers of `clock`. */
export function sleepersOf(clock: Clock): Sleepers {
  const known = sleepersOfClocks.get(clock);
  if (known !== undefined) return known;
  const sleepers = new Sleepers(clock);
  sleepersOfClocks.set(clock, sleepers);
  return sleepers;
}

class Sleepers {
  readonly #clock: Clock;
  readonly #groups = new Map<number, Group>();
  /** When the groups are due, in order. */
  readonly #instants: number[] = [];
  readonly #wokeFirst = new WeakSet();
  /** The instant of the present turn; undefined until somebody asks. */
  #instant: number | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Calls `wake` in `ms` milliseconds. Disposing takes the sleeper out. */
  add(ms: number, owner: object, wake: () => void): Disposable {
    const due = Math.ceil(this.#thisInstant() + ms);
    const group = this.#groups.get(due) ?? this.#open(due);
    const sleeper = { owner, wake };
    group.sleepers.add(sleeper);
    return { [Symbol.dispose]: () => this.#remove(sleeper, due, group) };
  }

  #open(due: number): Group {
    const ms = Math.max(0, due - this.#clock.now());
    const timer = this.#clock.callLater(ms, () => this.#wakeUpTo(due));
    const group = { sleepers: new Set<Sleeper>(), timer };
    this.#groups.set(due, group);
    const place = this.#instants.findLastIndex((instant) => instant < due) + 1;
    this.#instants.splice(place, 0, due);
    return group;
  }

  #close(due: number, group: Group): void {
    group.timer.cancel();
    this.#groups.delete(due);
    this.#instants.splice(this.#instants.indexOf(due), 1);
  }

  #remove(sleeper: Sleeper, due: number, group: Group): void {
    group.sleepers.delete(sleeper);
    if (group.sleepers.size === 0 && this.#groups.get(due) === group) this.#close(due, group);
  }

  /** Wakes everybody who is due until `last`, one instant and its turn after the other. */
  #wakeUpTo(last: number, after = Number.NEGATIVE_INFINITY): void {
    const due = this.#instants.find((instant) => instant > after);
    const group = due === undefined ? undefined : this.#groups.get(due);
    if (due === undefined || group === undefined || due > last) return;
    this.#close(due, group);
    this.#beginInstant(due);
    for (const { wake } of this.#inTurns([...group.sleepers])) wake();
    // Who now sleeps for 0 ms is due at `after` again: its timer wakes it, when I/O has had its turn.
    atEndOfTurn(() => this.#wakeUpTo(last, due));
  }

  #inTurns(sleepers: readonly Sleeper[]): readonly Sleeper[] {
    if (sleepers.length < 2) return sleepers;
    const order = [
      ...sleepers.filter(({ owner }) => !this.#wokeFirst.has(owner)),
      ...sleepers.filter(({ owner }) => this.#wokeFirst.has(owner)),
    ];
    for (const { owner } of order) this.#wokeFirst.delete(owner);
    const [first] = order;
    if (first !== undefined) this.#wokeFirst.add(first.owner);
    return order;
  }

  #thisInstant(): number {
    const now = this.#clock.now();
    const instant = this.#instant;
    if (instant !== undefined && now - instant <= MAX_LAG_MS) return instant;
    return this.#beginInstant(Math.ceil(now));
  }

  #beginInstant(instant: number): number {
    if (this.#instant === undefined) atEndOfTurn(() => (this.#instant = undefined));
    this.#instant = instant;
    return instant;
  }
}
