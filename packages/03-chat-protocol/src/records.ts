/**
 * Answers WHOIS queries from a folder with one text per object.
 *
 * ```ts
 * const answer = await recordsAnswerer("records"); // records/example.com.txt, …
 * await createServer(() => new WhoisSession(answer), { port: 8043 });
 * ```
 */
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { RecordsError } from "./records-error.ts";
import { readRegularFile } from "./regular-file.ts";
import { Turnstile } from "./turnstile.ts";
import type { WhoisAnswerer } from "./whois-session.ts";

const EXTENSION = ".txt";

/**
 * So many records are looked up at a time: Node's threads do no more, and each takes a file
 * descriptor, of which there are none to waste when a thousand clients ask at once.
 */
const AT_A_TIME = 8;

/**
 * Answers from the folder `dir`: a query for `Example.COM` gets the UTF-8 text of the file
 * `example.com.txt`, whatever the case of either, with CRLF line ends. Files that are added later
 * are found. Rejects with a RecordsError when the folder cannot be read.
 *
 * A query never becomes a path: it is only compared with the names that the folder has. So no query
 * leads out of the folder; and neither does a symbolic link, for only regular files are read.
 */
export async function recordsAnswerer(dir: string): Promise<WhoisAnswerer> {
  try {
    await readdir(dir);
  } catch (error) {
    throw new RecordsError(dir, error);
  }
  const turnstile = new Turnstile(AT_A_TIME);
  return async (query, { signal }) => {
    const name = query.trim();
    const text = await turnstile.pass(async () => {
      signal.throwIfAborted(); // nobody waits for the answer any more
      return name === "" ? undefined : readRecord(dir, name);
    });
    return text === undefined ? noMatch(name) : toWireText(text);
  };
}

async function readRecord(dir: string, name: string): Promise<string | undefined> {
  const file = await findRecord(dir, name);
  return file === undefined ? undefined : readRegularFile(join(dir, file));
}

async function findRecord(dir: string, name: string): Promise<string | undefined> {
  const wanted = sameCase(name + EXTENSION);
  const files = await readdir(dir);
  return files.find((file) => sameCase(file) === wanted);
}

/** Upper and lower case are one, and so are the two ways to write an accent (Unicode NFC). */
function sameCase(name: string): string {
  return name.normalize("NFC").toLowerCase();
}

/** RFC 3912, 2: lines end in CRLF; so does the last one. */
function toWireText(text: string): string {
  const lines = text.replaceAll("\r\n", "\n");
  return (lines.endsWith("\n") ? lines : `${lines}\n`).replaceAll("\n", "\r\n");
}

/** What the client sent goes back to its terminal: control characters must not (they can do harm). */
function noMatch(name: string): string {
  return `No match for "${name.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, "\uFFFD")}".\r\n`;
}
