/**
 * How many letters must be inserted, removed or replaced to turn one word into the other
 * (Levenshtein). Two swapped letters count as two.
 */
export function editDistance(from: string, to: string): number {
  // row[j]: the distance between the part of `from` seen so far and the first j letters of `to`.
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 0; i < from.length; i += 1) {
    const next = [i + 1];
    for (let j = 0; j < to.length; j += 1) {
      const replaced = at(row, j) + (from[i] === to[j] ? 0 : 1);
      next.push(Math.min(replaced, at(row, j + 1) + 1, at(next, j) + 1));
    }
    row = next;
  }
  return at(row, to.length);
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Number.POSITIVE_INFINITY;
}
