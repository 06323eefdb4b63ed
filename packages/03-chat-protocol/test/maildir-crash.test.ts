import { basename, join } from "node:path";
import { expect, test } from "vitest";
import { Maildir } from "../src/mod.ts";
import { CrashModel } from "./mail/crash-model.ts";
import { type Call, failing, faultyFiles } from "./mail/faulty-files.ts";
import { messagesIn, temporaryFolder, temporaryMaildir } from "./mail/folder.ts";
import { put } from "./mail/put.ts";

/** Messages of all sizes from next to nothing to 40 kB, each in three chunks. */
const messages = Array.from({ length: 200 }, (_, at) => [
  `Subject: ${at}\r\n\r\n`,
  "x".repeat(at * 200),
  `the end of ${at}`,
]);
const wholes = messages.map((chunks) => chunks.join(""));

test("MaildirDraft.commit resolves only when no crash could take the message away", async () => {
  const crash = new CrashModel();
  const { dir, store } = await temporaryMaildir({ files: crash });
  const storing = messages.map(async (chunks, at) => {
    await put(store, ...chunks);
    expect(crash.surelyInNew()).toContain(wholes[at]);
  });
  await Promise.all(storing);
  expect((await messagesIn(dir)).map(String).toSorted()).toEqual(wholes.toSorted());
});

test("Maildir never has in new/ what a crash would cut short", async () => {
  const crash = new CrashModel();
  const { store } = await temporaryMaildir({ files: crash });
  await Promise.all(messages.map((chunks) => put(store, ...chunks)));
  expect(crash.linked.toSorted()).toEqual(wholes.toSorted());
});

test("Maildir.open brings the names of its folders to disk, whoever made them", async () => {
  const parent = await temporaryFolder();
  const dir = join(parent, "mail");
  const calls: Call[] = [];
  const files = faultyFiles((call) => {
    if (call.startsWith("sync")) calls.push(call);
  });
  await Maildir.open(dir, { files });
  // A name is in the folder above: that of mail/ in the first, those of tmp/, new/ and cur/ in mail/.
  expect(calls.splice(0)).toEqual([`sync ${basename(parent)}`, ...Array(4).fill("sync mail")]);
  await Maildir.open(dir, { files });
  expect(calls).toEqual(["sync mail"]);
  await expect(Maildir.open(dir, { files: failing("sync mail", "EIO") })).rejects.toMatchObject({
    message: `Cannot deliver mail into "${dir}": Error: EIO: made by the test`,
  });
});
