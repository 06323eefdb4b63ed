/** Where a mail server puts what it takes: the line between the conversation and the disk. */

/** Who a message is from and for, as the SMTP conversation gave it (RFC 5321, 2.3.1). */
export interface Envelope {
  /** The reverse path without its brackets; empty for a notice of failed delivery. */
  readonly from: string;
  /** The forward paths without their brackets, in the order of their RCPT; never empty. */
  readonly to: readonly string[];
}

/** A place for messages. */
export interface MailStore {
  /** Begins a message. Rejects with a StoreError when nothing can be stored. */
  open(envelope: Envelope): Promise<MailDraft>;
}

/**
 * A message that is being received. Its calls are made one after another, each awaited; exactly one
 * of `commit` and `discard` ends it.
 */
export interface MailDraft {
  /**
   * Appends bytes exactly as they are; nobody changes them afterwards. Rejects with a StoreError; the
   * draft must then be discarded.
   */
  write(bytes: Uint8Array): Promise<void>;
  /**
   * Resolves when the whole message is on disk and will be there after a crash of program or
   * machine. Rejects with a StoreError, and then there is nothing of it.
   */
  commit(): Promise<void>;
  /** Removes what there is of it. Never rejects. */
  discard(): Promise<void>;
}

/** Why a store cannot take a message: there is no room for it, or something else is wrong. */
export type StoreFault = "full" | "failed";

/** A message cannot be stored. `full` is answered 452, `failed` 451 (RFC 5321, 4.2.3). */
export class StoreError extends Error {
  override readonly name = "StoreError";
  readonly fault: StoreFault;

  constructor(fault: StoreFault, message: string, options?: ErrorOptions) {
    super(message, options);
    this.fault = fault;
  }
}
