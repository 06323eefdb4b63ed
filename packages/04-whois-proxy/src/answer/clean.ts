/**
 * Text from upstream, made fit for a terminal and for port 43: no control characters but tab and
 * line ends, well-formed Unicode, CRLF at every line's end.
 */

/** C0 and C1 controls and DEL, which a terminal might obey, but neither tab nor LF. */
const CONTROL = /(?![\t\n])\p{Cc}/gu;

/** Cleans text and ends each line with CRLF; blank lines at the end are cut off. */
export function toWire(text: string): string {
  const clean = unixLines(text).replace(CONTROL, "");
  return `${clean.trimEnd().replaceAll("\n", "\r\n")}\r\n`;
}

/** The upstream's own words (`--raw`): only NUL and escape are lost, and line ends become CRLF. */
export function toRawWire(text: string): string {
  const clean = unixLines(text).replaceAll("\0", "").replaceAll("\u001b", "");
  return `${clean.replace(/\n$/, "").replaceAll("\n", "\r\n")}\r\n`;
}

/** LF at the end of every line, whatever it was; CR nowhere. */
function unixLines(text: string): string {
  return text.toWellFormed().replace(/\r+\n/g, "\n").replaceAll("\r", "\n");
}
