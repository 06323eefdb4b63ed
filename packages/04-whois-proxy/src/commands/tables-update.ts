/** `tables update`: the update of the tables with its clients, its progress and its summary. */

import type { Scope } from "01-background-tasks";
import { ConfigError } from "../config/load.ts";
import type { Config } from "../config/schema.ts";
import { httpFetchFile } from "../tables/fetch-file.ts";
import { updateTables } from "../tables/update/update-tables.ts";
import { createAsk } from "../upstream/ask.ts";
import { createDialer } from "../upstream/dialer.ts";
import { Progress } from "./progress.ts";

/** Resolves to whether everything is up to date. Rejects with a ConfigError when no folder is named. */
export async function runUpdate(
  { tables, upstream }: Pick<Config, "tables" | "upstream">,
  { all, today }: { readonly all: boolean; readonly today: string },
  { clock, signal, print }: Pick<Scope, "clock" | "signal" | "print">,
): Promise<boolean> {
  if (tables.dir === "")
    throw new ConfigError(
      "Cannot update the tables: [tables] dir names no folder for them in the configuration (--config FILE)",
    );
  const { ask, close } = createAsk({
    clock,
    connectTimeout: upstream.connect_timeout,
    timeout: upstream.timeout,
    maxReply: upstream.max_reply,
    dialer: createDialer({
      connectTo: upstream.connect_to,
      allowAddresses: upstream.allow_addresses,
    }),
  });
  const progress = new Progress("zones asked", {
    write: (text) => process.stderr.write(text),
    isTerminal: process.stderr.isTTY,
  });
  await using cleanUps = new AsyncDisposableStack();
  cleanUps.defer(close);
  // Before an error is told, too.
  cleanUps.defer(() => progress.end());
  const { ok, lines } = await updateTables({
    dir: tables.dir,
    base: tables.rdap_bootstrap,
    server: tables.iana_whois,
    all,
    fetchFile: httpFetchFile({ clock }),
    ask,
    clock,
    signal,
    today,
    onProgress: (done, total) => progress.update(done, total),
  });
  progress.end();
  for (const line of lines) print(line);
  return ok;
}
