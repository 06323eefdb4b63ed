/**
 * Bytes of a WHOIS reply to text. RFC 3912 has no way to say a charset, so the bytes themselves are
 * asked first, then the table, then the habit of the field.
 *
 * @example
 * decodeReply(Buffer.from("Müller", "latin1")); // "Müller"
 */

const ESCAPE = 0x1b;

/** The second bytes of the escapes with which ISO-2022-JP changes its character set: `$` and `(`. */
const DOLLAR = 0x24;
const PAREN = 0x28;

/**
 * Decodes a reply: ISO-2022-JP if its escapes are there, else UTF-8 if every byte fits, else
 * `charset` (a WHATWG encoding label), else windows-1252. NUL and byte order marks are left out.
 * A label that nobody knows counts as none; never throws.
 */
export function decodeReply(bytes: Uint8Array, charset?: string): string {
  return decode(bytes, charset).replaceAll("\0", "").replaceAll("\uFEFF", "");
}

function decode(bytes: Uint8Array, charset: string | undefined): string {
  // Seven bits only, so it would pass for UTF-8.
  if (isIso2022Jp(bytes)) return new TextDecoder("iso-2022-jp").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return decodeAs(bytes, charset?.trim().toLowerCase() ?? "windows-1252");
  }
}

function decodeAs(bytes: Uint8Array, label: string): string {
  // WHATWG reads this label as windows-1252, which puts quotation marks where Latin-1 has controls.
  if (/^(iso-?8859-?1|iso_8859-1|latin-?1)$/.test(label))
    return Buffer.from(bytes).toString("latin1");
  try {
    return new TextDecoder(label).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

/**
 * Whether all bytes have seven bits and some escape selects JIS X 0208 (`ESC $ B`, `ESC $ @`),
 * JIS-Roman or katakana (`ESC ( J`, `ESC ( I`).
 */
function isIso2022Jp(bytes: Uint8Array): boolean {
  if (bytes.some((byte) => byte > 0x7f)) return false;
  for (let at = bytes.indexOf(ESCAPE); at !== -1; at = bytes.indexOf(ESCAPE, at + 1)) {
    const kind = String.fromCharCode(bytes[at + 2] ?? 0);
    if (bytes[at + 1] === DOLLAR && "B@".includes(kind)) return true;
    if (bytes[at + 1] === PAREN && "JI".includes(kind)) return true;
  }
  return false;
}
