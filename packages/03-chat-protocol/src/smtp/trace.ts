/** The header fields that a server writes above a message that it takes (RFC 5321, 4.4). */
import { addressLiteral } from "./domain.ts";
import type { Hello } from "./dialogue-state.ts";
import type { Envelope } from "./mail-store.ts";

/** What the fields tell. */
export interface Trace {
  readonly envelope: Envelope;
  readonly hello: Hello;
  /** Whether the client asked for SMTPUTF8. */
  readonly utf8: boolean;
  /** The client's IP address. */
  readonly peer: string;
  /** What this server calls itself. */
  readonly hostname: string;
  /** Names the message in our records. */
  readonly id: string;
  readonly date: Date;
}

/** RFC 5322, 2.1.1: what a line should have at most, without its CRLF. */
const LINE_LENGTH = 78;

/**
 * `Return-Path` and `Received`. Nothing in it can end a line: names and addresses have passed the
 * parsers, which let no control character through. (That no line of the client's goes on with
 * `Received` is up to whoever writes the message behind it.)
 */
export function traceHeaders(trace: Trace): string {
  const { envelope, hello, peer, hostname, id, date } = trace;
  const words = [
    `Received: from ${hello.name}`,
    `(${addressLiteral(peer)})`,
    `by ${hostname}`,
    `with ${protocolName(trace)}`,
    `id ${id}`,
    ...recipient(envelope),
  ];
  const received = fold([...words.slice(0, -1), `${words.at(-1) ?? ""};`, formatDate(date)]);
  return `Return-Path: <${envelope.from}>\r\n${received}\r\n`;
}

/** More than one would tell each of them who the others are (RFC 5321, 4.4 and 7.6). */
function recipient({ to }: Envelope): readonly string[] {
  const [only, ...others] = to;
  return only === undefined || others.length > 0 ? [] : [`for <${only}>`];
}

/** RFC 3848, and for SMTPUTF8 RFC 6531, 4.3. */
function protocolName({ hello, utf8 }: Trace): string {
  if (utf8) return "UTF8SMTP";
  return hello.extended ? "ESMTP" : "SMTP";
}

/** RFC 5322, 3.3, in UTC: `Sun, 22 Nov 2026 19:12:00 +0000`. */
function formatDate(date: Date): string {
  return date.toUTCString().replace("GMT", "+0000");
}

/** Puts as many words into a line as fit; the next line begins with a blank (RFC 5322, 2.2.3). */
function fold(words: readonly string[]): string {
  const lines: string[] = [];
  for (const word of words) {
    const line = lines.at(-1);
    if (line === undefined) lines.push(word);
    else if (line.length + 1 + word.length > LINE_LENGTH) lines.push(` ${word}`);
    else lines[lines.length - 1] = `${line} ${word}`;
  }
  return lines.join("\r\n");
}
