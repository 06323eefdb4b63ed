/** What can be set on a conversation, and what holds when nothing is set. */
import { type Clock, systemClock } from "01-background-tasks";
import type { Address } from "02-echo-server";
import type { ChatGroup } from "./chat-group.ts";
import { printHandlerError } from "./handler-error.ts";
import { lenientLine, type Terminator } from "./terminator.ts";

/** How a `ChatProtocol` talks, and what it puts up with. Times are milliseconds. */
export interface ChatOptions {
  /** What ends the first frame. @default lenientLine */
  readonly terminator?: Terminator;
  /** Bytes that a frame may have, its terminator not counted. @default 4096 */
  readonly maxLength?: number;
  /**
   * Bytes of input held while a handler runs; with more, reading pauses, and a peer that leaves
   * then is missed only when it resumes. @default 65536
   */
  readonly maxPipelined?: number;
  /** Bytes of output held for a peer that does not read; with more, it is aborted. @default 1048576 */
  readonly maxUnread?: number;
  /** With no complete frame for this long `idle()` is called. @default 300000 */
  readonly idleMs?: number;
  /** A peer that takes none of the output waiting for it for this long is aborted. @default 300000 */
  readonly stallMs?: number;
  /** @default systemClock */
  readonly clock?: Clock;
  /** Knows this conversation as long as it lasts. */
  readonly group?: ChatGroup;
  /** Is told what a handler threw. @default prints it to stderr */
  readonly onError?: (error: unknown, peer: Address) => void;
}

/** The options with nothing left open. */
export interface ChatSettings extends Required<Omit<ChatOptions, "group">> {
  readonly group: ChatGroup | undefined;
}

const DEFAULTS = {
  maxLength: 4096,
  maxPipelined: 64 * 1024,
  maxUnread: 1024 * 1024,
  idleMs: 5 * 60_000, // what RFC 5321, 4.5.3.2.7 asks of a server
  stallMs: 5 * 60_000,
} as const satisfies ChatOptions;

/**
 * Fills in what `options` leave open: from `defaults`, and from the documented ones where those
 * leave it open too. Throws RangeError when a size or a time cannot be one.
 */
export function chatSettings(options: ChatOptions, defaults: ChatOptions): ChatSettings {
  const { terminator = defaults.terminator, group = defaults.group } = options;
  // Every connection comes by here; a spread of the three would take several times as long.
  return {
    terminator: terminator === undefined ? lenientLine : terminator,
    maxLength: options.maxLength ?? defaults.maxLength ?? DEFAULTS.maxLength,
    maxPipelined: limit("maxPipelined", options, defaults),
    maxUnread: limit("maxUnread", options, defaults),
    idleMs: limit("idleMs", options, defaults),
    stallMs: limit("stallMs", options, defaults),
    clock: options.clock ?? defaults.clock ?? systemClock,
    onError: options.onError ?? defaults.onError ?? printHandlerError,
    group,
  };
}

function limit(
  name: "maxPipelined" | "maxUnread" | "idleMs" | "stallMs",
  options: ChatOptions,
  defaults: ChatOptions,
): number {
  const value = options[name] ?? defaults[name] ?? DEFAULTS[name];
  if (value >= 0) return value;
  throw new RangeError(`Cannot use ${name} "${value}": not a number of at least 0`);
}
