/** Several things at once, but not all. */

/** Calls `act` for every item, for at most `width` of them at a time; the results are in order. */
export async function concurrently<T, R>(
  items: readonly T[],
  width: number,
  act: (item: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  const left = items.entries();
  const work = async (): Promise<void> => {
    for (const [at, item] of left) results[at] = await act(item);
  };
  await Promise.all(Array.from({ length: width }, work));
  return results;
}
