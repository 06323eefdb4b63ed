import { expect, test } from "vitest";
import { type Call, failing, faultyFiles, systemError } from "./mail/faulty-files.ts";
import { filesIn, messagesIn, temporaryMaildir } from "./mail/folder.ts";
import { outcome, put } from "./mail/put.ts";

const calls: readonly Call[] = [
  "open tmp",
  "write tmp",
  "sync tmp",
  "close tmp",
  "link new",
  "open new",
  "sync new",
  "close new",
];

const codes = [
  { code: "ENOSPC", fault: "full" },
  { code: "EDQUOT", fault: "full" },
  { code: "EFBIG", fault: "full" },
  { code: "EIO", fault: "failed" },
  { code: "EROFS", fault: "failed" },
];

test.for(calls.flatMap((call) => codes.map(({ code, fault }) => ({ call, code, fault }))))(
  'Maildir says "$fault" and leaves nothing when $call fails with $code',
  async ({ call, code, fault }) => {
    const { dir, store } = await temporaryMaildir({ files: failing(call, code) });
    expect(await outcome(put(store, "mail"))).toBe(fault);
    expect(await filesIn(dir)).toBe("tmp 0, new 0, cur 0");
  },
);

test("Maildir names itself and the cause in its errors", async () => {
  const full = await temporaryMaildir({ files: failing("write tmp", "ENOSPC") });
  await expect(put(full.store, "mail")).rejects.toMatchObject({
    name: "StoreError",
    message: `Cannot store mail in "${full.dir}": there is no room (ENOSPC)`,
    cause: { code: "ENOSPC" },
  });
  const broken = await temporaryMaildir({ files: failing("sync new", "EIO") });
  await expect(put(broken.store, "mail")).rejects.toMatchObject({
    message: `Cannot store mail in "${broken.dir}": Error: EIO: made by the test`,
    cause: { code: "EIO" },
  });
});

test("MaildirDraft.commit refuses after a write that failed, whatever the session thinks", async () => {
  const { dir, store } = await temporaryMaildir({ files: failing("write tmp", "ENOSPC") });
  const draft = await store.open({ from: "", to: ["b@example.net"] });
  expect(await outcome(draft.write(Buffer.from("mail")))).toBe("full");
  expect(await outcome(draft.commit())).toBe("failed");
  expect(await filesIn(dir)).toBe("tmp 0, new 0, cur 0");
});

test("Maildir keeps a message that is safe although its name in tmp/ cannot be removed", async () => {
  const { dir, store } = await temporaryMaildir({ files: failing("unlink tmp", "EIO") });
  expect(await outcome(put(store, "mail"))).toBe("stored");
  expect(await filesIn(dir)).toBe("tmp 1, new 1, cur 0");
});

test("MaildirDraft.discard never rejects", async () => {
  const files = faultyFiles((call) => {
    if (call === "close tmp" || call === "unlink tmp") throw systemError("EIO");
  });
  const { store } = await temporaryMaildir({ files });
  const draft = await store.open({ from: "", to: ["b@example.net"] });
  await expect(draft.discard()).resolves.toBeUndefined();
});

test("Maildir stores again as soon as the fault is over", async () => {
  let fault: string | undefined = "ENOSPC";
  const files = faultyFiles((call) => {
    if (fault !== undefined && call === "sync new") throw systemError(fault);
  });
  const { dir, store } = await temporaryMaildir({ files });
  expect(await outcome(put(store, "lost"))).toBe("full");
  fault = undefined;
  expect(await outcome(put(store, "kept"))).toBe("stored");
  expect((await messagesIn(dir)).map(String)).toEqual(["kept"]);
});
