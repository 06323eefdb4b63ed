/** Brings the table of port-43 servers up to date, zone by zone. */

import { hostPortText } from "../../config/units.ts";
import type { TableData } from "../table-data.ts";
import { fileText, whoisFile, zonesFile } from "../table-text.ts";
import { topLevelZones } from "../top-level-zones.ts";
import { shrinkage } from "../with-bootstrap.ts";
import { askZones } from "./ask-zones.ts";
import { changeLine } from "./summary.ts";
import type { TableStore } from "./table-store.ts";
import type { UpdateOptions, UpdateReport } from "./update-tables.ts";
import { isPublished, withAnswers, type ZoneAnswer } from "./zones-to-ask.ts";

/** Answers are written this many at a time: all that a power cut can cost. */
const BATCH = 25;

/** How many zones that made no sense are named. */
const MAX_NAMED = 5;

/** Asks about what is pending, or about every zone; a round over all that was left half done goes on. */
export async function updateZones(
  store: TableStore,
  options: Pick<
    UpdateOptions,
    "server" | "all" | "ask" | "clock" | "signal" | "today" | "onProgress"
  >,
): Promise<UpdateReport> {
  const { server, all, signal, today, onProgress } = options;
  if (signal.aborted) return { ok: false, lines: ["The update was interrupted"] };
  if (all && store.state.round === undefined)
    await store.remember({
      round: { started: today, left: [...topLevelZones(store.tables.data)] },
    });
  const { pending, round } = store.state;
  const zones = [...new Set([...pending, ...(all ? (round?.left ?? []) : [])])];
  if (zones.length === 0) return { ok: true, lines: [] };

  const before = store.tables.data;
  const start = { pending, round };
  const batch = new Map<string, ZoneAnswer>();
  const problems: string[] = [];
  let done = 0;

  /** Puts what has been answered in force. Returns what speaks against it. */
  async function flush(): Promise<string | undefined> {
    const state = withoutAnswered(store.state, batch);
    const isRoundOver = state.round !== undefined && state.round.left.length === 0;
    const { whois, silentZones } = withAnswers(
      store.tables.data,
      batch,
      isRoundOver ? state.round.started : undefined,
    );
    const problem = shrinkage(whois.servers.size, before.whois.servers.size);
    if (problem !== undefined) return `Cannot take "whois-zones": ${problem}`;
    if (batch.size === 0) return undefined;
    await putIfNew(store, "whois-zones", whoisFile(store.tables.data.whois), whoisFile(whois));
    await putIfNew(
      store,
      "silent-zones",
      zonesFile(store.tables.data.silentZones),
      zonesFile(silentZones),
    );
    await store.remember(isRoundOver ? { ...state, round: undefined } : state);
    batch.clear();
    return undefined;
  }

  const stop = new AbortController();
  let refused: string | undefined;
  onProgress(0, zones.length);
  const ended = await askZones(zones, {
    ...options,
    signal: AbortSignal.any([signal, stop.signal]),
    mayBeGone: (zone) => !isPublished(zone, store.tables.data),
    async onAnswer(zone, answer) {
      batch.set(zone, answer);
      if (batch.size >= BATCH) refused = await flush();
      if (refused !== undefined) stop.abort();
      done += 1;
      onProgress(done, zones.length);
    },
    onProblem: (zone, reason) => problems.push(`${zone}: ${reason}`),
  });
  refused ??= await flush();
  // A server that took so many away is not believed in what it said before that either.
  if (refused !== undefined) await putBack(store, before, start);

  const left = refused === undefined ? zones.length - done : zones.length;
  const who = hostPortText(server);
  const lines = [
    `asked "${who}" about ${done} of ${zones.length} zones`,
    ...problems.slice(0, MAX_NAMED).map((line) => `Cannot tell the server of ${line}`),
    ...(problems.length > MAX_NAMED ? [`… and of ${problems.length - MAX_NAMED} more`] : []),
    ...(refused === undefined ? [] : [`${refused}; what was known before stays`]),
    ...(ended === undefined || refused !== undefined
      ? []
      : [
          `Cannot ask about ${left} ${left === 1 ? "zone" : "zones"} now: ${ended}; the next update does`,
        ]),
    `whois-zones: ${changeLine("whois-zones", before, store.tables.data)}`,
  ];
  return { ok: left === 0 && refused === undefined, lines };
}

/** A table that nothing happened to stays the built-in one, which a newer program brings up to date. */
async function putIfNew(
  store: TableStore,
  name: "whois-zones" | "silent-zones",
  before: object,
  after: object,
): Promise<void> {
  if (fileText(before) !== fileText(after)) await store.put(name, fileText(after));
}

async function putBack(store: TableStore, before: TableData, state: Left): Promise<void> {
  const { whois, silentZones } = store.tables.data;
  await putIfNew(store, "whois-zones", whoisFile(whois), whoisFile(before.whois));
  await putIfNew(store, "silent-zones", zonesFile(silentZones), zonesFile(before.silentZones));
  await store.remember(state);
}

type Left = Pick<TableStore["state"], "pending" | "round">;

/** What is still to be asked after these answers. */
function withoutAnswered({ pending, round }: Left, answers: ReadonlyMap<string, unknown>): Left {
  const isLeft = (zone: string): boolean => !answers.has(zone);
  return {
    pending: pending.filter(isLeft),
    round: round && { started: round.started, left: round.left.filter(isLeft) },
  };
}
