/** `tables update` in this process, against an IANA of our own and on a clock of the test's. */

import { VirtualClock } from "test-harness";
import { httpFetchFile } from "../../src/tables/fetch-file.ts";
import { updateTables } from "../../src/tables/update/update-tables.ts";
import { createAsk } from "../../src/upstream/ask.ts";
import { createDialer } from "../../src/upstream/dialer.ts";
import { bootstrapText, builtInServices, type LocalIana } from "./local-iana.ts";

/** An update that can be interrupted, with a clock and everything it shows. */
export function startUpdate(
  iana: LocalIana,
  dir: string,
  { all = false, today = "2026-12-25" } = {},
) {
  const clock = new VirtualClock();
  const stop = new AbortController();
  const progress: string[] = [];
  const { ask, close } = createAsk({
    clock,
    connectTimeout: 3000,
    timeout: 8000,
    maxReply: 100_000,
    dialer: createDialer({ connectTo: {}, allowAddresses: [] }),
  });
  const updating = updateTables({
    dir,
    base: iana.base,
    server: { host: "127.0.0.1", port: Number(iana.whois.hostPort.split(":")[1]) },
    all,
    fetchFile: httpFetchFile({ clock, timeout: 20_000, maxBytes: 200_000 }),
    ask,
    clock,
    signal: stop.signal,
    today,
    onProgress: (done, total) => progress.push(`${done}/${total}`),
  });
  const ended = async () => {
    await using cleanUps = new AsyncDisposableStack();
    cleanUps.defer(close);
    return await updating;
  };
  return { clock, ended: ended(), progress, interrupt: () => stop.abort(new Error("interrupted")) };
}

/** An update in which nobody needs to wait. */
export const update = async (
  iana: LocalIana,
  dir: string,
  options?: { all?: boolean; today?: string },
) => await startUpdate(iana, dir, options).ended;

/** The built-in `dns.json` with one more zone. */
export const dnsWith = (zone: string, base = "https://rdap.example/") =>
  bootstrapText("dns", [...builtInServices("dns"), [[zone], [base]]]);
