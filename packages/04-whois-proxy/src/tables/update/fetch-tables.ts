/** Brings the tables that IANA publishes as files up to date, each for itself. */

import { fetchIfNew } from "../fetch-if-new.ts";
import { type IanaFile, ianaFiles } from "./iana-files.ts";
import { changeLine, tableOf } from "./summary.ts";
import type { TableStore } from "./table-store.ts";
import { digestOf, validatorsFor } from "./update-state.ts";
import type { UpdateOptions, UpdateReport } from "./update-tables.ts";
import { zonesToAsk } from "./zones-to-ask.ts";

/** Fetches one after the other, and remembers which zones are to be asked about. */
export async function fetchTables(
  store: TableStore,
  options: Pick<UpdateOptions, "base" | "fetchFile" | "signal" | "today">,
): Promise<UpdateReport> {
  const lines: string[] = [];
  let ok = true;
  for (const file of ianaFiles(options.base)) {
    const line = await fetchTable(store, file, options);
    if (options.signal.aborted) return { ok: false, lines };
    if (line === undefined) continue;
    ok &&= line.ok;
    lines.push(`${file.name}: ${line.text}`);
  }
  return { ok, lines };
}

/** What came of one file; undefined for one that need not be there and is not. */
async function fetchTable(
  store: TableStore,
  file: IanaFile,
  { fetchFile, signal, today }: Pick<UpdateOptions, "fetchFile" | "signal" | "today">,
): Promise<{ readonly ok: boolean; readonly text: string } | undefined> {
  const { name, url } = file;
  const { data } = store.tables;
  const inForce = tableOf(name, data).date;
  const stays = inForce === "" ? "" : `; that of ${inForce} stays`;
  const known = store.state.files[name];
  const fetched = await fetchIfNew(
    fetchFile,
    url,
    validatorsFor(known, url, store.textOf(name)),
    signal,
  );
  if (fetched.kind === "failed") {
    if (file.optional && fetched.status === 404) return undefined;
    return { ok: false, text: `Cannot fetch "${url}": ${fetched.reason}${stays}` };
  }
  if (fetched.kind === "unchanged") {
    if (known !== undefined) await rememberFile(store, name, { ...known, checked: today });
    return { ok: true, text: `of ${inForce}: nothing newer` };
  }
  const table = file.read(fetched.text, store.tables);
  if ("problem" in table)
    return { ok: false, text: `Cannot take "${url}": ${table.problem}${stays}` };
  // First what is to be asked, then the table: once that is there, nobody sees what was new in it.
  const wanted = zonesToAsk(data, store.with({ [name]: table.text }).data);
  const pending = [...new Set([...store.state.pending, ...wanted])].toSorted();
  if (pending.length > store.state.pending.length) await store.remember({ pending });
  await store.put(name, table.text);
  const digest = digestOf(table.text);
  await rememberFile(store, name, { url, ...fetched.validators, digest, checked: today });
  return { ok: true, text: changeLine(name, data, store.tables.data) };
}

const rememberFile = (
  store: TableStore,
  name: string,
  file: TableStore["state"]["files"][string],
): Promise<void> => store.remember({ files: { ...store.state.files, [name]: file } });
