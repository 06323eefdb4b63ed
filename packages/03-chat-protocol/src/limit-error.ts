/** The error that says which limit a peer ran into. */

/** A limit of `ChatOptions` that ends a connection when the peer does not read. */
export type Limit = "maxUnread" | "stallMs";

/** A connection was aborted because of a limit; `connectionLost` and `lost` receive it. */
export class LimitError extends Error {
  override readonly name = "LimitError";
  /** Which option it was. */
  readonly limit: Limit;

  /** `reason` completes "Cannot go on:". */
  constructor(limit: Limit, reason: string) {
    super(`Cannot go on: ${reason} (${limit})`);
    this.limit = limit;
  }
}
