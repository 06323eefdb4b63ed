import { turn } from "test-harness";
import { expect, test } from "vitest";
import { FolderSync } from "../src/maildir/folder-sync.ts";
import { type BeforeCall, faultyFiles, systemError } from "./mail/faulty-files.ts";
import { temporaryFolder } from "./mail/folder.ts";

/** A FolderSync whose first fsync waits to be let go, and what has happened so far. */
async function held(onSync: BeforeCall = () => {}) {
  const log: string[] = [];
  const [begun, go] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const files = faultyFiles(async (call) => {
    if (!call.startsWith("sync ")) return;
    log.push("fsync");
    if (log.length > 1) return;
    begun.resolve();
    await go.promise;
    await onSync(call);
  });
  const folder = new FolderSync(files, await temporaryFolder());
  const ask = async (who: string): Promise<void> => {
    const ended = await folder.sync().then(
      () => "synced",
      (error: unknown) => String(error),
    );
    log.push(`${who} ${ended}`);
  };
  return { ask, begun: begun.promise, go: () => go.resolve(), log };
}

test("FolderSync serves all who ask at once with one fsync", async () => {
  const { ask, go, log } = await held();
  go();
  await Promise.all([ask("a"), ask("b"), ask("c")]);
  expect(log).toEqual(["fsync", "a synced", "b synced", "c synced"]);
});

test("FolderSync has one more fsync, and one only, for those who came after it began", async () => {
  const { ask, begun, go, log } = await held();
  const first = ask("a");
  await begun;
  const late = [ask("b"), ask("c")];
  await turn();
  expect(log).toEqual(["fsync"]);
  go();
  await Promise.all([first, ...late]);
  expect(log).toEqual(["fsync", "a synced", "fsync", "b synced", "c synced"]);
});

test("FolderSync fails those whose fsync failed, and nobody else", async () => {
  const { ask, begun, go, log } = await held(() => {
    throw systemError("EIO");
  });
  const first = [ask("a"), ask("b")];
  await begun;
  const late = ask("c");
  go();
  await Promise.all([...first, late]);
  expect(log).toEqual([
    "fsync",
    "a Error: EIO: made by the test",
    "b Error: EIO: made by the test",
    "fsync",
    "c synced",
  ]);
});
