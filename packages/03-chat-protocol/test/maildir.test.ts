import {
  chmod,
  lstat,
  lutimes,
  mkdir,
  readdir,
  readFile,
  stat,
  symlink,
  utimes,
  writeFile,
} from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { MailNames } from "../src/maildir/mail-names.ts";
import { Maildir } from "../src/maildir/maildir.ts";
import { filesIn, messagesIn, temporaryFolder, temporaryMaildir } from "./mail/folder.ts";
import { put } from "./mail/put.ts";

const envelope = { from: "a@example.com", to: ["b@example.net"] };
const HOUR_MS = 60 * 60 * 1000;

test("Maildir keeps every byte as it is, in one file in new/ that only its owner reads", async () => {
  const { dir, store } = await temporaryMaildir();
  const everyByte = Uint8Array.from({ length: 256 }, (_, byte) => byte);
  await put(store, "a\nb\rc\r\n.\r\n", everyByte, "", "no line end");
  expect(await filesIn(dir)).toBe("tmp 0, new 1, cur 0");
  const expected = Buffer.concat([
    Buffer.from("a\nb\rc\r\n.\r\n"),
    everyByte,
    Buffer.from("no line end"),
  ]);
  expect(await messagesIn(dir)).toEqual([expected]);
  const [name = ""] = await readdir(join(dir, "new"));
  const { mode } = await stat(join(dir, "new", name));
  expect(mode & 0o777).toBe(0o600);
});

test("Maildir shows a message in new/ only once it is committed", async () => {
  const { dir, store } = await temporaryMaildir();
  const draft = await store.open(envelope);
  await draft.write(Buffer.alloc(1024 * 1024));
  expect(await filesIn(dir)).toBe("tmp 1, new 0, cur 0");
  await draft.commit();
  expect(await filesIn(dir)).toBe("tmp 0, new 1, cur 0");
});

test("MaildirDraft.discard leaves nothing, and takes nothing away that was committed", async () => {
  const { dir, store } = await temporaryMaildir();
  const dropped = await store.open(envelope);
  await dropped.write(Buffer.from("half a mess"));
  await dropped.discard();
  expect(await filesIn(dir)).toBe("tmp 0, new 0, cur 0");
  const kept = await store.open(envelope);
  await kept.commit();
  await kept.discard();
  expect(await filesIn(dir)).toBe("tmp 0, new 1, cur 0");
});

test("Maildir keeps messages apart that come at once, through any number of openings", async () => {
  const { dir, store: first } = await temporaryMaildir({ now: () => 0 });
  const second = await Maildir.open(dir, { now: () => 0 });
  const texts = Array.from({ length: 200 }, (_, at) => `message ${String(at).padStart(3, "0")}`);
  await Promise.all(texts.map((text, at) => put(at % 2 === 0 ? first : second, text)));
  const stored = await messagesIn(dir);
  expect(stored.map(String).toSorted()).toEqual(texts);
});

test("Maildir never writes over a message: a name that is taken fails the commit", async () => {
  const { dir, store } = await temporaryMaildir();
  const draft = await store.open(envelope);
  await draft.write(Buffer.from("mine"));
  const [name = ""] = await readdir(join(dir, "tmp"));
  await writeFile(join(dir, "new", name), "theirs");
  await expect(draft.commit()).rejects.toMatchObject({ name: "StoreError", fault: "failed" });
  expect((await messagesIn(dir)).map(String)).toEqual(["theirs"]);
  expect(await filesIn(dir)).toBe("tmp 0, new 1, cur 0");
});

test.for(["a file", "a symbolic link"])(
  "Maildir never writes into %s that somebody has put in tmp/ under its next name",
  async (what) => {
    const { dir, store } = await temporaryMaildir({ now: () => 0 });
    await put(store, "mine");
    const [name = ""] = await readdir(join(dir, "new"));
    const next = join(dir, "tmp", name.replace("Q1R", "Q2R"));
    const theirs = what === "a file" ? next : join(dir, "cur", "theirs");
    await writeFile(theirs, "theirs");
    if (what === "a symbolic link") await symlink(theirs, next);
    await expect(store.open(envelope)).rejects.toMatchObject({ fault: "failed" });
    expect(await readFile(theirs, "utf8")).toBe("theirs");
  },
);

test("MailNames makes names as the Maildir convention spells them", () => {
  const names = new MailNames({ now: () => 1_766_404_800_250, host: "a/b:c.example" });
  const [first, second] = [names.next(), names.next()];
  const other = new MailNames({ now: () => 1_766_404_800_250, host: "a/b:c.example" }).next();
  const form = /^1766404800\.M250000P(\d+)Q(\d+)R[0-9a-f]{16}\.a\\057b\\072c\.example$/;
  expect(form.exec(first)?.slice(1)).toEqual([String(process.pid), "1"]);
  expect(form.exec(second)?.slice(1)).toEqual([String(process.pid), "2"]);
  expect(other).toMatch(form);
  expect(other).not.toBe(first);
});

test("Maildir.open makes what is missing, for the owner only, and keeps what is there", async () => {
  const dir = join(await temporaryFolder(), "mail");
  await put(await Maildir.open(dir), "one");
  const modes = ["", "tmp", "new", "cur"].map(async (name) => (await stat(join(dir, name))).mode);
  expect((await Promise.all(modes)).map((mode) => mode & 0o777)).toEqual(Array(4).fill(0o700));
  await chmod(dir, 0o750);
  await put(await Maildir.open(dir), "two");
  expect((await messagesIn(dir)).map(String).toSorted()).toEqual(["one", "two"]);
  expect((await stat(dir)).mode & 0o777).toBe(0o750);
});

test.for([
  { path: "no/such/mail", says: 'no/such/mail": there is no folder to make it in' },
  { path: "a-file", says: 'a-file": it is not a folder' },
  { path: "leads-nowhere", says: 'leads-nowhere": there is no folder to make it in' },
  { path: "with-a-file", says: 'with-a-file/new": it is not a folder' },
])("Maildir.open says why it cannot: $says", async ({ path, says }) => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, "a-file"), "");
  await symlink("nowhere", join(folder, "leads-nowhere"));
  await mkdir(join(folder, "with-a-file"));
  await writeFile(join(folder, "with-a-file", "new"), "");
  await expect(Maildir.open(join(folder, path))).rejects.toMatchObject({
    name: "MaildirError",
    exitStatus: 1,
    message: `Cannot deliver mail into "${folder}/${says}`,
  });
});

test("Maildir.open removes what has been in tmp/ for more than 36 hours, and nothing else", async () => {
  const { dir } = await temporaryMaildir();
  const now = Date.UTC(2026, 10, 22);
  const ages = { old: 36 * HOUR_MS + 1000, young: 36 * HOUR_MS - 1000, ".hidden": 99 * HOUR_MS };
  for (const folder of ["tmp", "new", "cur"]) {
    for (const [name, age] of Object.entries(ages)) {
      await writeFile(join(dir, folder, name), name);
      await utimes(join(dir, folder, name), now / 1000, (now - age) / 1000);
    }
  }
  await mkdir(join(dir, "tmp", "folder"));
  await utimes(join(dir, "tmp", "folder"), 0, 0);
  await symlink(join(dir, "new", "old"), join(dir, "tmp", "symlink"));
  await lutimes(join(dir, "tmp", "symlink"), 0, 0);
  await Maildir.open(dir, { now: () => now });
  expect(await readdir(join(dir, "tmp"))).toEqual([".hidden", "folder", "symlink", "young"]);
  expect(await filesIn(dir)).toBe("tmp 4, new 3, cur 3");
  expect((await lstat(join(dir, "tmp", "symlink"))).isSymbolicLink()).toBe(true);
  expect(await readFile(join(dir, "new", "old"), "utf8")).toBe("old");
});
