/** Bytes as Python writes them, read back: the other direction of `bytesRepr` of 02. */

const NAMED: Readonly<Record<string, number>> = {
  "\\": 0x5c,
  "'": 0x27,
  '"': 0x22,
  n: 0x0a,
  r: 0x0d,
  t: 0x09,
};

/** What stands between the quotes: printable ASCII, `\xhh`, or one of the short escapes. */
const ATOM = /\\x([0-9a-f]{2})|\\([\\'"nrt])|([ -[\]-~])/gy;

/**
 * The bytes of `b'raw\n'`; undefined for what is no literal at all. Throws Error for one that
 * Python would not print.
 */
export function bytesLiteral(text: string): Uint8Array | undefined {
  const [matched, , body = ""] = /^b(['"])(.*)\1$/.exec(text) ?? [];
  if (matched === undefined) return undefined;
  const bytes: number[] = [];
  let read = 0;
  for (const [atom, hex, name, character] of body.matchAll(ATOM)) {
    read += atom.length;
    if (hex !== undefined) bytes.push(Number.parseInt(hex, 16));
    else if (name !== undefined) bytes.push(NAMED[name] ?? 0);
    else bytes.push(character?.charCodeAt(0) ?? 0);
  }
  if (read === body.length) return Uint8Array.from(bytes);
  throw new Error(`Cannot read ${text}: not bytes as Python prints them`);
}
