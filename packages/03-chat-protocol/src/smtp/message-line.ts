/** The lines of a message, as they come between 354 and the final dot. */

const NUL = 0x00;
const TAB = 0x09;
const LF = 0x0a;
const CR = 0x0d;
const BLANK = 0x20;
const DOT = 0x2e;

/** Whether the line (without its CRLF) is the one that ends a message: a dot and nothing else. */
export function isFinalDot(line: Uint8Array): boolean {
  return line.length === 1 && line[0] === DOT;
}

/** The line as its author wrote it: a dot that leads was put there by the client (RFC 5321, 4.5.2). */
export function unstuffed(line: Uint8Array): Uint8Array {
  return line[0] === DOT ? line.subarray(1) : line;
}

/** What no line of a message may have in it, if this one has it. */
export function forbiddenIn(line: Uint8Array): "CR" | "LF" | "NUL" | undefined {
  if (line.includes(LF)) return "LF";
  if (line.includes(CR)) return "CR";
  return line.includes(NUL) ? "NUL" : undefined;
}

/** Whether the line, where it follows a header field, is a part of that field (RFC 5322, 2.2.3). */
export function continuesField(line: Uint8Array): boolean {
  return line[0] === BLANK || line[0] === TAB;
}
