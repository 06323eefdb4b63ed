/** What all our connections have in common, those that are accepted and those that are dialled. */

/** A peer that has been silent for so long is asked whether it is still there, in milliseconds. */
const KEEP_ALIVE_MS = 5 * 60_000;

export const socketOptions = {
  /** Whether a connection outlives the peer's FIN is for `eofReceived` to say. */
  allowHalfOpen: true,
  /** As in asyncio: a reply of a few bytes must not wait for the acknowledgement of another. */
  noDelay: true,
  /**
   * A peer whose machine or network is gone says nothing, not even goodbye: without this its connection
   * would stay for ever. The kernel asks, and resets the connection when nobody answers.
   */
  keepAlive: true,
  keepAliveInitialDelay: KEEP_ALIVE_MS,
} as const;
