import { expect, test } from "vitest";
import { CrashModel } from "./mail/crash-model.ts";
import { messagesIn, temporaryMaildir } from "./mail/folder.ts";
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
