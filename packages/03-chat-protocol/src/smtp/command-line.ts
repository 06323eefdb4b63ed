/** A line of bytes into a command, or into the reason why it is none. */
import { type Reply, reply } from "./reply.ts";

/** What a client asks for. */
export interface CommandLine {
  /** In capitals, such as `MAIL`. */
  readonly verb: string;
  /** What stands behind it, without the blanks around it; empty for nothing. */
  readonly argument: string;
}

/** A line that is no command. */
export interface BadLine {
  readonly refusal: Reply;
  /** Whether the conversation cannot go on. */
  readonly fatal: boolean;
}

/**
 * Bytes of a command line, its CRLF counted: the 512 of RFC 5321, 4.5.3.1.4, and what the extensions
 * add to a MAIL command: SIZE 26 (RFC 1870), BODY 17 (RFC 6152), SMTPUTF8 10 (RFC 6531).
 */
export const MAX_COMMAND_BYTES = 512 + 26 + 17 + 10;

const CR = 0x0d;

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** Control characters, and the two of Unicode that some programs take for line ends. */
const CONTROL = /[\p{Cc}\u2028\u2029]/u;

/** Blanks at the end. A run of them is looked at once, from its first: so the work stays linear. */
const TRAILING_BLANKS = /(?<![ \t])[ \t]+$/;

const COMMAND = /^([A-Za-z]+)(?: +(.*))?$/;

const TOO_LONG = reply(500, "5.5.2", `The line is too long: at most ${MAX_COMMAND_BYTES} bytes`);
const BARE_LF = reply(500, "5.5.2", "The line ended in LF alone: lines end in CRLF (nc -C)");
const NOT_UTF8 = reply(500, "5.5.2", "The line is not UTF-8");
const HAS_CONTROL = reply(500, "5.5.2", "The line has a control character in it");
const NO_COMMAND = reply(500, "5.5.2", "That is no command: HELP lists them");

/**
 * Reads a line as it came, up to its LF but without it: so a line that ended in CRLF still has its
 * CR. (Blanks at the end are put up with: RFC 5321, 4.1.1.)
 *
 * A bare LF is no line end in SMTP (RFC 5321, 2.3.8). A client that means it as one and a server
 * that does not, or the other way round, disagree on how many commands have been sent: whatever the
 * server did next could be what nobody asked for. So that line is fatal.
 */
export function parseCommandLine(bytes: Uint8Array): CommandLine | BadLine {
  const end = bytes.length - 1;
  if (bytes[end] !== CR) return { refusal: BARE_LF, fatal: true };
  if (bytes.length >= MAX_COMMAND_BYTES) return bad(TOO_LONG);
  const line = decode(bytes.subarray(0, end))?.replace(TRAILING_BLANKS, "");
  if (line === undefined) return bad(NOT_UTF8);
  if (CONTROL.test(line)) return bad(HAS_CONTROL);
  const [, verb, argument = ""] = COMMAND.exec(line) ?? [];
  return verb === undefined ? bad(NO_COMMAND) : { verb: verb.toUpperCase(), argument };
}

function bad(refusal: Reply): BadLine {
  return { refusal, fatal: false };
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return utf8.decode(bytes);
  } catch {
    return undefined;
  }
}
