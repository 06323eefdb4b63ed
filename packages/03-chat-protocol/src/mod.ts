/**
 * From bytes to lines to conversations: a framer, a parent class for protocols in which two sides
 * take turns, and on it a mail server (SMTP, RFC 5321) and a WHOIS server (RFC 3912).
 */
export { ChatGroup } from "./chat-group.ts";
export type { ChatOptions } from "./chat-options.ts";
export { ChatProtocol } from "./chat-protocol.ts";
export {
  type ConnectionLimitOptions,
  ConnectionLimits,
  plainAddress,
} from "./connection-limits.ts";
export { finishServing, type FinishOptions } from "./finish-serving.ts";
export { Framer } from "./framer.ts";
export type { Frame, FramerOptions } from "./framer.ts";
export { LimitError } from "./limit-error.ts";
export { Maildir, type MaildirOptions } from "./maildir/maildir.ts";
export { MaildirError } from "./maildir/maildir-error.ts";
export { recordsAnswerer } from "./records.ts";
export { RecordsError } from "./records-error.ts";
export {
  type Envelope,
  type MailDraft,
  type MailStore,
  StoreError,
  type StoreFault,
} from "./smtp/mail-store.ts";
export type { SmtpOptions } from "./smtp/smtp-options.ts";
export { SmtpSession } from "./smtp/smtp-session.ts";
export { lenientLine, strictLine } from "./terminator.ts";
export type { LineEnding, Terminator } from "./terminator.ts";
export { WhoisSession } from "./whois-session.ts";
export type { WhoisAnswer, WhoisAnswerer, WhoisContext, WhoisOptions } from "./whois-session.ts";
