/**
 * Keeps the RDAP bootstrap tables of a running proxy up to date: fetches IANA's files at the start
 * and then every `refresh` ms, and keeps what is in force whenever that fails.
 *
 * @example
 * const refresher = new TableRefresher({ tables, base, refresh, clock, fetchFile, onTables, onReport });
 * createTask((signal) => refresher.run(signal), { name: "table refresh" });
 */

import { type Clock, sleep } from "01-background-tasks";
import type { FetchFile, Validators } from "./fetch-file.ts";
import { type Fetched, fetchIfNew } from "./fetch-if-new.ts";
import { type BootstrapName, bootstrapNames } from "./table-data.ts";
import type { Tables } from "./tables.ts";
import { withBootstrap } from "./with-bootstrap.ts";

/** After a failure the next try comes no later than this, in ms. */
const RETRY = 10 * 60_000;

/** A change from working to failing, or back. */
export interface RefreshReport {
  readonly ok: boolean;
  /** One sentence for the log, without a final period. */
  readonly message: string;
}

/** What a refresher works with. */
export interface RefreshOptions {
  /** In force until there are newer ones. */
  readonly tables: Tables;
  /** `[tables] rdap_bootstrap`: where `dns.json` and the others are. */
  readonly base: string;
  /** `[tables] refresh`, in ms; 0 is never. */
  readonly refresh: number;
  readonly clock: Clock;
  readonly fetchFile: FetchFile;
  /** New tables are in force from now on. */
  readonly onTables: (tables: Tables) => void;
  /** Called when refreshing begins to fail, and when it works again: once, not per file or per try. */
  readonly onReport: (report: RefreshReport) => void;
}

/** Holds the tables in force, and what the server said of their files. */
export class TableRefresher {
  readonly #options: RefreshOptions;
  readonly #base: string;
  /** Of the files in force: a refused file is asked for again in full. */
  readonly #validators = new Map<BootstrapName, Validators>();
  #tables: Tables;
  #ok = true;

  /** @throws {TypeError} when `base` is no URL @throws {RangeError} when `refresh` is no length of time */
  constructor(options: RefreshOptions) {
    const { base, refresh } = options;
    if (!URL.canParse(base)) throw new TypeError(`Cannot refresh tables from "${base}": not a URL`);
    if (!(refresh >= 0))
      throw new RangeError(`Cannot refresh tables every "${refresh}" ms: not a length of time`);
    this.#options = options;
    this.#base = base.replace(/\/*$/, "/");
    this.#tables = options.tables;
  }

  /** Other tables are in force from now on; newer files are measured against them. */
  replace(tables: Tables): void {
    this.#tables = tables;
  }

  /** Refreshes until `signal` aborts, and then rejects with its reason. Resolves at once for never. */
  async run(signal: AbortSignal): Promise<void> {
    const { refresh, clock } = this.#options;
    if (refresh === 0) return;
    for (;;) {
      const ok = await this.refresh(signal);
      await sleep(ok ? refresh : Math.min(refresh, RETRY), { clock, signal });
    }
  }

  /**
   * Fetches the five files once. Returns whether all of them are now up to date; a file that is not
   * costs the others nothing. Rejects only with the reason of `signal`.
   */
  async refresh(signal: AbortSignal): Promise<boolean> {
    const fetched = await Promise.all(
      bootstrapNames.map(async (name) => [name, await this.#fetch(name, signal)] as const),
    );
    signal.throwIfAborted();
    const problems = this.#take(fetched);
    this.#report(problems);
    return problems.length === 0;
  }

  #fetch(name: BootstrapName, signal: AbortSignal): Promise<Fetched> {
    const known = this.#validators.get(name) ?? {};
    return fetchIfNew(this.#options.fetchFile, `${this.#base}${name}.json`, known, signal);
  }

  /** Puts what is good in force. Returns what is wrong with the rest. */
  #take(fetched: readonly (readonly [BootstrapName, Fetched])[]): string[] {
    const problems: string[] = [];
    const files: Partial<Record<BootstrapName, unknown>> = {};
    for (const [name, file] of fetched) {
      if (file.kind === "failed") problems.push(`${name}.json: ${file.reason}`);
      if (file.kind !== "text") continue;
      try {
        files[name] = JSON.parse(file.text);
      } catch {
        problems.push(`${name}.json: it is not JSON`);
      }
    }
    const result = withBootstrap(this.#tables, files);
    for (const [name, file] of fetched)
      if (file.kind === "text" && result.taken.includes(name))
        this.#validators.set(name, file.validators);
    if (result.taken.length > 0) {
      this.#tables = result.tables;
      this.#options.onTables(result.tables);
    }
    return [...problems, ...result.problems];
  }

  #report(problems: readonly string[]): void {
    const ok = problems.length === 0;
    if (ok === this.#ok) return;
    this.#ok = ok;
    const [first, ...others] = problems;
    const more = others.length === 0 ? "" : ` (and ${others.length} more)`;
    const { date } = this.#tables.data.bootstrap.dns;
    this.#options.onReport({
      ok,
      message: ok
        ? `The tables are up to date again, with the RDAP bootstrap of ${date}`
        : `Cannot refresh the tables from "${this.#base}": ${first}${more}; those of ${date} stay in force`,
    });
  }
}
