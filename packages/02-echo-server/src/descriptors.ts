/**
 * File descriptors: what a server with too many clients runs out of first.
 *
 * It must not come to that. When `accept` finds no descriptor left, libuv hangs up on everybody who
 * waits at the door, and says nothing to the program. If a thread of ours opens a file at that very
 * moment, it only asks again, and again: a whole processor, for nothing, until somebody leaves. And
 * a program without descriptors cannot do what its clients came for. So the server turns new ones
 * away before, with a reset: no client takes that for an empty answer.
 */
import { readFileSync } from "node:fs";
import type { Socket } from "node:net";
import type { Clock } from "01-background-tasks";
import type { OnError } from "./on-error.ts";

/** Kept from clients: for the files and connections that the program needs to serve them. */
const RESERVED_SHARE = 0.1;
const RESERVED_AT_LEAST = 16;

/** As long as there are too few, `onError` hears of it once in so many milliseconds. */
const REPORT_EVERY_MS = 60_000;

/** Says whether there are descriptors enough for one more client. */
export class Descriptors {
  readonly #limit: number;
  readonly #forClients: number;
  readonly #clock: Clock;
  readonly #onError: OnError;
  #reportAt = -Infinity;

  /** @param limit how many the process may have in all; Infinity where that is not known */
  constructor(clock: Clock, onError: OnError, limit = descriptorLimit()) {
    const reserved = Math.max(RESERVED_AT_LEAST, Math.floor(limit * RESERVED_SHARE));
    this.#limit = limit;
    this.#forClients = limit === Infinity ? Infinity : limit - reserved;
    this.#clock = clock;
    this.#onError = onError;
  }

  /** False when the socket has taken a descriptor that is reserved; now and then a report as well. */
  sufficeFor(socket: Socket): boolean {
    // The kernel gives the lowest number that is free, so all below it are in use.
    const inUse = descriptorOf(socket);
    if (inUse === undefined || inUse < this.#forClients) return true;
    const now = this.#clock.now();
    if (now >= this.#reportAt) {
      this.#reportAt = now + REPORT_EVERY_MS;
      const reason = `${inUse} of ${this.#limit} file descriptors are in use`;
      const error = new Error(`Cannot accept more connections: ${reason}`);
      this.#onError(Object.assign(error, { code: "EMFILE" }), { hook: "accept" });
    }
    return false;
  }
}

/** The number of its descriptor, if Node tells. */
function descriptorOf(socket: Socket): number | undefined {
  const handle: unknown = Reflect.get(socket, "_handle");
  if (typeof handle !== "object" || handle === null) return undefined;
  const fd: unknown = Reflect.get(handle, "fd");
  return typeof fd === "number" ? fd : undefined;
}

let known: number | undefined;

/** The soft limit, `ulimit -n`: Node raises it to the hard one when it starts. */
function descriptorLimit(): number {
  known ??= readLimit();
  return known;
}

function readLimit(): number {
  try {
    const limits = readFileSync("/proc/self/limits", "utf8");
    return Number(/^Max open files +(\d+)/m.exec(limits)?.[1] ?? Infinity);
  } catch {
    return Infinity; // no Linux
  }
}
