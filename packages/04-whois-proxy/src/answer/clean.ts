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

/** Longest word of a server's or a client's that is shown in a line of ours, in characters. */
const MAX_LINE = 300;

/** Somebody else's words in a line of ours: one line, without control characters, and never long. */
export function toLine(text: string, max = MAX_LINE): string {
  const cut = text.length > max ? `${text.slice(0, max)}…` : text;
  return cut.toWellFormed().replace(/\p{Cc}/gu, "");
}

/** LF at the end of every line, whatever it was; CR nowhere. */
function unixLines(text: string): string {
  // A run of CRs is looked at once: two patterns of their own would look at it again from every CR.
  return text.toWellFormed().replace(/\r+\n?|\n/g, lineEnds);
}

/** CR CR LF, which some servers send, is one line end; CRs with nothing behind them are one each. */
const lineEnds = (run: string): string => (run.endsWith("\n") ? "\n" : "\n".repeat(run.length));
