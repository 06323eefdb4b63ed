/**
 * Bytes as Python shows them, so that any byte can be read on a terminal and none can control it.
 *
 * ```ts
 * bytesRepr(Buffer.from("it's\r\n")); // `b"it's\r\n"` with the backslashes visible
 * ```
 */

const named: Readonly<Record<number, string>> = {
  0x09: String.raw`\t`,
  0x0a: String.raw`\n`,
  0x0d: String.raw`\r`,
  0x5c: "\\\\",
};

/** What stands for each byte between quotes, apart from the quote itself. */
const shown: readonly string[] = Array.from({ length: 256 }, (_, byte) => {
  const printable = byte >= 0x20 && byte < 0x7f;
  if (printable && byte !== 0x5c) return String.fromCodePoint(byte);
  return named[byte] ?? String.raw`\x${byte.toString(16).padStart(2, "0")}`;
});

const SINGLE = 0x27;
const DOUBLE = 0x22;

/** Python's `repr(bytes)`, to the letter: double quotes only if there are single ones and no double ones. */
export function bytesRepr(bytes: Uint8Array): string {
  const quote = bytes.includes(SINGLE) && !bytes.includes(DOUBLE) ? '"' : "'";
  const escaped = quote === "'" ? String.raw`\'` : "'";
  // Joined at once: a text that grows byte by byte takes tens of bytes of memory for each.
  const parts = Array.from(bytes, (byte) => (byte === SINGLE ? escaped : shown[byte]));
  return `b${quote}${parts.join("")}${quote}`;
}
