/**
 * Whole-label matching of names: `notcom` is not in `com`.
 *
 * @example
 * longestSuffix(new Map([["uk", 1], ["co.uk", 2]]), "www.example.co.uk"); // 2
 */

/**
 * The value of the longest zone that `name` lies in or is (RFC 9224, section 4). The zone `""` is the
 * root: the default for every name.
 */
export function longestSuffix<T>(zones: ReadonlyMap<string, T>, name: string): T | undefined {
  for (let zone = name; ;) {
    const value = zones.get(zone);
    if (value !== undefined || zone === "") return value;
    zone = parentOf(zone);
  }
}

/** The name without its first label; `""` above a top-level domain. */
export function parentOf(name: string): string {
  const dot = name.indexOf(".");
  return dot === -1 ? "" : name.slice(dot + 1);
}
