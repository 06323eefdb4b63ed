import { execFile } from "node:child_process";
import { mkdtemp, mkdir, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { recordsAnswerer, RecordsError, type WhoisAnswerer } from "../src/mod.ts";
import { MAX_FILE_BYTES, readRegularFile } from "../src/regular-file.ts";

const context = { signal: new AbortController().signal, peer: "127.0.0.1" };

/** A folder of records, with a secret beside it and a door to the secret inside. */
async function makeRecords() {
  const parent = await mkdtemp(join(tmpdir(), "records-"));
  const dir = join(parent, "records");
  await mkdir(join(dir, "folder.example.txt"), { recursive: true });
  await writeFile(join(parent, "secret.txt"), "secret\n");
  await writeFile(join(dir, "folder.example.txt", "secret.txt"), "secret\n");
  await writeFile(join(dir, "example.com.txt"), "one\ntwo\r\n\nthree\n");
  await writeFile(join(dir, "Example.ORG.txt"), "no line end");
  await writeFile(join(dir, "bu\u0308cher.example.txt"), "BÜCHER\n");
  await writeFile(join(dir, "empty.example.txt"), "");
  await symlink("../secret.txt", join(dir, "link.example.txt"));
  await symlink("..", join(dir, "up"));
  const answer = await recordsAnswerer(dir);
  return {
    parent,
    dir,
    ask: async (query: string): Promise<unknown> => answer(query, context),
    [Symbol.asyncDispose]: () => rm(parent, { recursive: true }),
  };
}

test("recordsAnswerer answers with the text of the file, in lines that end in CRLF", async () => {
  await using records = await makeRecords();
  expect(await records.ask("example.com")).toBe("one\r\ntwo\r\n\r\nthree\r\n");
  expect(await records.ask("example.org")).toBe("no line end\r\n");
  expect(await records.ask("empty.example")).toBe("\r\n");
});

test("recordsAnswerer takes upper and lower case for one, and spaces around a name for none", async () => {
  await using records = await makeRecords();
  for (const query of ["EXAMPLE.COM", "eXample.Com", " example.com\t"]) {
    expect(await records.ask(query)).toMatch(/^one\r\n/);
  }
  expect(await records.ask("eXample.oRG")).toBe("no line end\r\n");
  expect(await records.ask("B\u00dcCHER.EXAMPLE")).toBe("BÜCHER\r\n");
});

test("recordsAnswerer says what it does not have", async () => {
  await using records = await makeRecords();
  expect(await records.ask("Other.Example")).toBe('No match for "Other.Example".\r\n');
  expect(await records.ask("")).toBe('No match for "".\r\n');
});

test("recordsAnswerer finds records that are added, and misses those that are gone", async () => {
  await using records = await makeRecords();
  await writeFile(join(records.dir, "new.example.txt"), "new\n");
  expect(await records.ask("new.example")).toBe("new\r\n");
  await rm(join(records.dir, "new.example.txt"));
  expect(await records.ask("new.example")).toBe('No match for "new.example".\r\n');
});

test("recordsAnswerer: a query never leads out of the folder", async () => {
  await using records = await makeRecords();
  const { dir, parent } = records;
  const queries = [
    "../secret",
    "../secret.txt",
    "..\\secret",
    "%2e%2e/secret",
    "%2e%2e%2fsecret",
    "....//secret",
    `../${basename(dir)}/example.com`,
    "./example.com",
    "folder.example",
    "folder.example.txt/secret",
    "folder.example.txt/../example.com",
    "up/secret",
    "link.example",
    join(parent, "secret"),
    join(dir, "example.com"),
    "/etc/passwd",
    "../../../../../../../../etc/passwd",
    "..",
    ".",
    "/",
    "\\\\host\\share\\secret",
    "C:\\secret",
    "example.com.txt",
    "example.com/",
    "example.com\0",
    "example.com\0.png",
    "../secret\0",
    "CON",
    "a".repeat(1024),
    "é".repeat(5000),
    "*",
    "example.*",
    "[e]xample.com",
    "__proto__",
    "constructor",
  ];
  for (const query of queries) {
    expect(await records.ask(query)).toMatch(/^No match for "[^\0]*"\.\r\n$/);
  }
});

test("recordsAnswerer reads regular files and nothing else", async () => {
  await using records = await makeRecords();
  const path = (name: string): string => join(records.dir, name);
  await promisify(execFile)("mkfifo", [path("pipe.example.txt")]);
  for (const name of ["link.example.txt", "folder.example.txt", "pipe.example.txt", "gone.txt"]) {
    expect(await readRegularFile(path(name))).toBeUndefined();
  }
  expect(await records.ask("pipe.example")).toBe('No match for "pipe.example".\r\n');
  expect(await readRegularFile(path("Example.ORG.txt"))).toBe("no line end");
  await expect(readRegularFile(path("a\0b"))).rejects.toThrow(TypeError);
});

test("recordsAnswerer sends no control character back", async () => {
  await using records = await makeRecords();
  const answer = await records.ask("\u001b[2J\u0007\u009b31m\0\r\nx");
  expect(answer).toBe('No match for "\ufffd[2J\ufffd\ufffd31m\ufffd\ufffd\ufffdx".\r\n');
});

test("recordsAnswerer says which folder cannot be read, and why", async () => {
  await using records = await makeRecords();
  const missing = join(records.dir, "missing");
  const file = join(records.dir, "example.com.txt");
  await expect(recordsAnswerer(missing)).rejects.toThrow(
    `Cannot read records from "${missing}": there is no such folder`,
  );
  await expect(recordsAnswerer(file)).rejects.toThrow(
    `Cannot read records from "${file}": it is not a folder`,
  );
  await expect(recordsAnswerer(missing)).rejects.toBeInstanceOf(RecordsError);
  await expect(recordsAnswerer(missing)).rejects.toMatchObject({ exitStatus: 1 });
  const nul = recordsAnswerer("a\0b");
  await expect(nul).rejects.toThrow(/^Cannot read records from "a\0b": /);
});

test("recordsAnswerer fails when the folder has gone meanwhile", async () => {
  const records = await makeRecords();
  await records[Symbol.asyncDispose]();
  await expect(records.ask("example.com")).rejects.toThrow("ENOENT");
});

test("recordsAnswerer answers from the records of this package", async () => {
  const answer: WhoisAnswerer = await recordsAnswerer(join(import.meta.dirname, "../records"));
  for (const query of ["example.com", "example.net", "192.0.2.0", "AS64496"]) {
    expect(await answer(query, context)).toMatch(/^% This record is invented: .*\r\n\r\n\S/);
  }
});

test("recordsAnswerer takes an empty query for no record, whatever the folder has", async () => {
  await using records = await makeRecords();
  await writeFile(join(records.dir, ".txt"), "hidden\n");
  expect(await records.ask(" ")).toBe('No match for "".\r\n');
});

test("recordsAnswerer refuses a record that is too large for many clients at once", async () => {
  await using records = await makeRecords();
  await writeFile(join(records.dir, "fits.txt"), "x".repeat(MAX_FILE_BYTES));
  await writeFile(join(records.dir, "large.txt"), "x".repeat(MAX_FILE_BYTES + 1));
  expect(await records.ask("fits")).toHaveLength(MAX_FILE_BYTES + 2);
  await expect(records.ask("large")).rejects.toThrow(`more than ${MAX_FILE_BYTES} bytes`);
});

test("recordsAnswerer looks up nothing for a client that is gone", async () => {
  await using records = await makeRecords();
  const answer = await recordsAnswerer(records.dir);
  const gone = new Error("gone");
  const asked = async (): Promise<unknown> =>
    answer("example.com", { ...context, signal: AbortSignal.abort(gone) });
  await expect(asked()).rejects.toBe(gone);
});
