/**
 * Ranges of AS numbers, found by binary search.
 *
 * @example
 * new RangeIndex([[readRange("1-1876"), "ARIN"]]).find(701); // "ARIN"
 */

/** First and last number, both inside. */
export interface NumberRange {
  readonly start: number;
  readonly end: number;
}

/** Largest AS number (RFC 6793). */
const MAX_NUMBER = 2 ** 32 - 1;

/** Reads `64496` or `64496-64511`, plain decimals (RFC 9224, section 5.3); undefined for anything else. */
export function parseRange(text: string): NumberRange | undefined {
  const [, first, last = first] = /^(\d{1,10})(?:-(\d{1,10}))?$/.exec(text) ?? [];
  if (first === undefined || last === undefined) return undefined;
  const range = { start: Number(first), end: Number(last) };
  return range.start <= range.end && range.end <= MAX_NUMBER ? range : undefined;
}

/** A range as the tables write it: canonical, so there is nothing to check. */
export function readRange(text: string): NumberRange {
  const [start, end = start] = text.split("-").map(Number);
  return { start: start ?? 0, end: end ?? 0 };
}

/** `1-1876`, or `2043` for a single number. */
export const rangeText = ({ start, end }: NumberRange): string =>
  start === end ? `${start}` : `${start}-${end}`;

/** The first two ranges that share a number; undefined when none do. */
export function overlapOf(
  ranges: readonly NumberRange[],
): readonly [NumberRange, NumberRange] | undefined {
  const sorted = ranges.toSorted((a, b) => a.start - b.start);
  for (const [index, range] of sorted.entries()) {
    const next = sorted[index + 1];
    if (next !== undefined && next.start <= range.end) return [range, next];
  }
  return undefined;
}

/** Values by ranges that do not overlap. */
export class RangeIndex<T> {
  readonly #rows: readonly (readonly [range: NumberRange, value: T])[];

  /** @throws {RangeError} when two ranges overlap */
  constructor(entries: readonly (readonly [range: NumberRange, value: T])[]) {
    const overlap = overlapOf(entries.map(([range]) => range));
    if (overlap !== undefined)
      throw new RangeError(`Cannot index ranges: ${overlap.map(rangeText).join(" and ")} overlap`);
    this.#rows = entries.toSorted(([a], [b]) => a.start - b.start);
  }

  /** The value of the range that holds `number`. */
  find(number: number): T | undefined {
    let [low, high] = [0, this.#rows.length - 1];
    while (low <= high) {
      const middle = (low + high) >>> 1;
      const row = this.#rows[middle];
      if (row === undefined) return undefined;
      const [{ start, end }, value] = row;
      if (number < start) high = middle - 1;
      else if (number > end) low = middle + 1;
      else return value;
    }
    return undefined;
  }
}
