/**
 * `tables update`: fetches IANA's files, asks IANA's WHOIS about the zones in which something may be
 * new, and leaves in the folder whatever is complete, also when it is interrupted.
 *
 * @example
 * const { ok, lines } = await updateTables({ dir, base, server, all: false, fetchFile, ask, … });
 */

import type { HostPort } from "../../config/units.ts";
import type { Ask } from "../../model/source.ts";
import type { Clock } from "01-background-tasks";
import type { FetchFile } from "../fetch-file.ts";
import { fetchTables } from "./fetch-tables.ts";
import { TableStore } from "./table-store.ts";
import { updateZones } from "./update-zones.ts";

/** What an update works with. */
export interface UpdateOptions {
  /** `[tables] dir`, made where there is none. */
  readonly dir: string;
  /** `[tables] rdap_bootstrap`. */
  readonly base: string;
  /** `[tables] iana_whois`. */
  readonly server: HostPort;
  /** Asks about every zone, not only about those in which something may be new. */
  readonly all: boolean;
  readonly fetchFile: FetchFile;
  readonly ask: Ask;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** `2026-11-22`. */
  readonly today: string;
  /** How many zones have been asked about, of how many. */
  readonly onProgress: (done: number, total: number) => void;
}

/** What came of it. */
export interface UpdateReport {
  /** Whether everything that was to be done is done. */
  readonly ok: boolean;
  /** What changed and what was refused, each in one line. */
  readonly lines: readonly string[];
}

/** Rejects with a TableStoreError when the folder cannot be used, and never for what a server does. */
export async function updateTables(options: UpdateOptions): Promise<UpdateReport> {
  const store = await TableStore.open(options.dir);
  const files = await fetchTables(store, options);
  const zones = await updateZones(store, options);
  return {
    ok: files.ok && zones.ok,
    lines: [...store.problems, ...files.lines, ...zones.lines],
  };
}
