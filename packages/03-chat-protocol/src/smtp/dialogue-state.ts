/** What an SMTP conversation remembers from one command to the next. */

/** How the client has said hello. */
export interface Hello {
  /** What it calls itself: a domain or an address literal, nothing else. */
  readonly name: string;
  /** With EHLO, so that the extensions hold. */
  readonly extended: boolean;
}

/** A message that is being announced (RFC 5321, 3.3). */
interface Transaction {
  readonly from: string;
  /** Addresses may have letters beyond ASCII. */
  readonly utf8: boolean;
  /** Those that were accepted. */
  readonly to: string[];
  /** Whether one was not. */
  refused: boolean;
}

/** All that is known of a message before its text. */
export interface Announced {
  readonly hello: Hello;
  readonly transaction: Transaction;
}

/** The memory of one conversation. */
export interface DialogueState {
  hello: Hello | undefined;
  transaction: Transaction | undefined;
}
