/** What can be set on a mail server's conversations, and what holds when nothing is set. */
import { randomBytes } from "node:crypto";
import type { ChatOptions } from "../chat-options.ts";
import type { ConnectionLimits } from "../connection-limits.ts";
import type { DialogueSettings } from "./command.ts";
import { isHost } from "./domain.ts";
import type { IntakeLimits } from "./intake.ts";
import type { StoreError } from "./mail-store.ts";

/** How an `SmtpSession` talks, and what it puts up with. */
export interface SmtpOptions extends Omit<ChatOptions, "terminator" | "maxLength"> {
  /** What the server calls itself: a domain in ASCII or an address literal. @default "localhost" */
  readonly hostname?: string;
  /** Bytes of a message; announced as SIZE. @default 26214400 (25 MiB) */
  readonly maxMessageBytes?: number;
  /**
   * Bytes of a line of a message, CRLF counted. RFC 5321, 4.5.3.1.6, asks for 1000 and wishes for
   * more: mail that ignores it (a page of HTML in one line) is common. A line is held until its end
   * has come, so this is memory for each connection; as much as a piece for the store has. @default 65536
   */
  readonly maxLineBytes?: number;
  /** Recipients of a message. RFC 5321, 4.5.3.1.8, asks for 100. @default 1000 */
  readonly maxRecipients?: number;
  /** Commands that make no sense; one more, and the connection closes. @default 20 */
  readonly maxErrors?: number;
  /** Counts the connections of the server; one too many gets 421. @default no limit */
  readonly connections?: ConnectionLimits;
  /** The time of day, for `Received`. @default that of the machine */
  readonly date?: () => Date;
  /** A name for the next message: letters, digits, hyphens. @default 16 random hexadecimal digits */
  readonly newId?: () => string;
  /** Is told what the store could not do. @default a line on standard error */
  readonly onStoreError?: (error: StoreError) => void;
}

/** The options with nothing left open. */
export interface SmtpSettings extends DialogueSettings, IntakeLimits {
  readonly connections: ConnectionLimits | undefined;
  readonly date: () => Date;
  readonly newId: () => string;
  readonly onStoreError: (error: StoreError) => void;
}

/** RFC 5321, 4.5.3.1.6. It also leaves room for a command. */
const LEAST_LINE_BYTES = 1000;

/** Fills in what `options` leave open. Throws RangeError for what cannot be. */
export function smtpSettings(options: SmtpOptions): SmtpSettings {
  const { hostname = "localhost" } = options;
  if (!isHost(hostname)) {
    const reason = "no domain in ASCII, no address in brackets";
    throw new RangeError(`Cannot use hostname "${hostname}": ${reason}`);
  }
  return {
    hostname,
    maxMessageBytes: atLeast(1, "maxMessageBytes", options.maxMessageBytes ?? 25 * 1024 * 1024),
    maxLineBytes: atLeast(LEAST_LINE_BYTES, "maxLineBytes", options.maxLineBytes ?? 64 * 1024),
    maxRecipients: atLeast(1, "maxRecipients", options.maxRecipients ?? 1000),
    maxErrors: atLeast(0, "maxErrors", options.maxErrors ?? 20),
    connections: options.connections,
    date: options.date ?? (() => new Date()),
    newId: options.newId ?? (() => randomBytes(8).toString("hex")),
    onStoreError: options.onStoreError ?? printStoreError,
  };
}

function atLeast(least: number, name: string, value: number): number {
  if (Number.isSafeInteger(value) && value >= least) return value;
  throw new RangeError(`Cannot use ${name} "${value}": not a whole number of at least ${least}`);
}

function printStoreError(error: StoreError): void {
  process.stderr.write(`${error.message}\n`);
}
