/** Where the exceptions of callbacks go: nobody awaits a callback, so somebody has to be told. */
import { type Address, formatAddress } from "./address.ts";
import type { Protocol } from "./protocol.ts";

/** What was being called when something failed. `accept`: a connection could not be taken over. */
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
  process.stderr.write(`${where.hook} failed${peer}: ${textOf(error, where)}\n`);
}

function textOf(error: unknown, { hook }: ErrorPlace): string {
  if (!(error instanceof Error)) return String(error);
  // Nobody's code is at fault when a connection cannot be accepted: a stack would lead nowhere.
  return hook === "accept" ? error.message : (error.stack ?? error.message);
}
