/**
 * Replies of registries with what must come out of them: the project's own, in `test/fixtures`, and
 * the team's captures of real ones where they are at hand.
 */

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** One captured reply. */
export interface Fixture {
  readonly name: string;
  /** The parsed `case.json`. */
  readonly about: {
    readonly query?: string | null;
    readonly kind?: string;
    readonly http_status?: number;
    readonly expected: Readonly<Record<string, unknown>>;
  };
  readonly reply: Buffer;
}

/** All fixtures of a kind; `shared` tells how many of them are the team's captures. */
export function fixturesOf(kind: "whois" | "rdap"): { all: Fixture[]; shared: number } {
  const folders = [
    join(import.meta.dirname, "../fixtures", kind),
    join(import.meta.dirname, "../../../../../shared/fixtures", kind),
  ];
  const [own = [], shared = []] = folders.map((folder) => (existsSync(folder) ? read(folder) : []));
  return { all: [...own, ...shared], shared: shared.length };
}

function read(folder: string): Fixture[] {
  return readdirSync(folder)
    .toSorted()
    .map((name) => {
      const file = readdirSync(join(folder, name)).find((entry) => entry.startsWith("response"));
      if (file === undefined) throw new Error(`Cannot use fixture "${name}": it has no response`);
      return {
        name,
        about: JSON.parse(readFileSync(join(folder, name, "case.json"), "utf8")),
        reply: readFileSync(join(folder, name, file)),
      };
    });
}
