/** What the server puts before a message: the trace headers of RFC 5321, 4.4. */
import { messagesIn } from "./folder.ts";

/** A stored message: what the server added, and what the client sent. */
export interface TracedMessage {
  /** The reverse path of the envelope, without its brackets. */
  readonly returnPath: string;
  /** The Received field, unfolded. */
  readonly received: string;
  /** The rest, one character for each byte. */
  readonly content: string;
}

const TRACE = /^Return-Path: <([^\r\n]*)>\r\n(Received: [^\r\n]*\r\n(?:[ \t][^\r\n]*\r\n)*)/;

/** Takes a stored message apart. Throws when it does not begin with both trace headers. */
function withoutTrace(message: Uint8Array): TracedMessage {
  const text = Buffer.from(message).toString("latin1");
  const trace = TRACE.exec(text);
  if (trace === null) {
    throw new Error(`Expected trace headers, received:\n${text.slice(0, 1000)}`);
  }
  const [whole, returnPath = "", received = ""] = trace;
  const unfolded = received.replaceAll(/\r\n(?=[ \t])/g, "").trimEnd();
  return { returnPath, received: unfolded, content: text.slice(whole.length) };
}

/** Every message in `new/` of the Maildir, taken apart. */
export async function tracedMessages(dir: string): Promise<TracedMessage[]> {
  return (await messagesIn(dir)).map(withoutTrace);
}
