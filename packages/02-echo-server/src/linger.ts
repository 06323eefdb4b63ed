/**
 * Closing without losing the last words.
 *
 * When a program closes a socket that holds unread bytes, the kernel answers with a reset, and a
 * reset makes the peer's kernel throw away what its program has not read yet: the end of our reply. So
 * after our FIN the socket stays a moment and swallows what the peer still sends, until it ends too
 * (RFC 1122, 4.2.2.13; web servers call it lingering close). asyncio does not do this.
 */
import type { Socket } from "node:net";
import type { Clock } from "01-background-tasks";

/** How long a peer may leave its side open after our FIN, in milliseconds. */
export const LINGER_MS = 2_000;

/** Destroys the socket after `LINGER_MS`, unless it closes earlier. It must be reading all along. */
export function linger(socket: Socket, clock: Clock): void {
  const timer = clock.callLater(LINGER_MS, () => socket.destroy());
  socket.once("close", () => timer.cancel());
}
