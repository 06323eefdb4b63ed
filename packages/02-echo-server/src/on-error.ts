/** Where the exceptions of callbacks go: nobody awaits a callback, so somebody has to be told. */
import { type Address, formatAddress } from "./address.ts";
import type { Protocol } from "./protocol.ts";

/** What was being called when something failed. `accept`: the kernel could not hand over a connection. */
export interface ErrorPlace {
  readonly hook: keyof Protocol | "factory" | "accept";
  /** Whose connection it was; for `accept` there is none. */
  readonly peer?: Address;
}

/** Is told about every exception in a protocol's callbacks. The connection is already being aborted. */
export type OnError = (error: unknown, where: ErrorPlace) => void;

/** Says on standard error where it happened, and the stack: an error must not pass in silence. */
export function printError(error: unknown, where: ErrorPlace): void {
  const peer = where.peer === undefined ? "" : ` (peer ${formatAddress(where.peer)})`;
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`${where.hook} failed${peer}: ${text}\n`);
}
