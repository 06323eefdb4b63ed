/** A letter that is hard on mail software. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { temporaryFolder } from "./folder.ts";

/** Every byte but NUL, CR and LF, which RFC 5321 and 6152 keep out of a line. */
const BYTES = Array.from({ length: 256 }, (_, byte) => byte).filter(
  (byte) => byte !== 0x00 && byte !== 0x0a && byte !== 0x0d,
);

/**
 * Lines that begin with dots, lines that are dots, a line as long as RFC 5321 allows (4.5.3.1.6),
 * every byte that a line may have, UTF-8, and what looks like the end. All lines end in CRLF.
 */
export const LETTER: Buffer = Buffer.concat([
  Buffer.from("From: a@example.com\r\nTo: b@example.net\r\nSubject: dots and Grüße\r\n\r\n"),
  Buffer.from(".\r\n..\r\n.\r\n\r\n.\r\n...\r\n.hidden\r\n. spaced\r\nends with a dot.\r\n"),
  Buffer.from(`${"x".repeat(998)}\r\n`),
  Buffer.from([...BYTES, 0x0d, 0x0a]),
  Buffer.from("Grüße, 你好\r\n.QUIT\r\nMAIL FROM:<x@example.com>\r\n.\r\n\r\nthe end\r\n"),
]);

/** The path of a file with these bytes, which is removed at the end of the test. */
export async function fileOf(bytes: Uint8Array): Promise<string> {
  const path = join(await temporaryFolder(), "message");
  await writeFile(path, bytes);
  return path;
}
