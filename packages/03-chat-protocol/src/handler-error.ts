/** What becomes of an error in a hook. */
import { type Address, formatAddress } from "02-echo-server";

/** Prints whose connection it was and the stack to stderr: an error must not pass in silence. */
export function printHandlerError(error: unknown, peer: Address): void {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`handler failed (peer ${formatAddress(peer)}): ${text}\n`);
}

/** Whether a hook ended only because it was told that the connection is lost: no failure. */
export function isCancellation(error: unknown, reason: Error): boolean {
  if (error === reason) return true;
  return error instanceof Error && (error.name === "AbortError" || error.cause === reason);
}

/** Anything can be thrown; a connection is lost because of an Error. */
export function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error), { cause: error });
}
