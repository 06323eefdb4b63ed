/** Asking a WHOIS session without a socket. */

import { type WhoisAnswerer, type WhoisOptions, WhoisSession } from "../src/mod.ts";
import { connect, settle } from "./recorder.ts";

/** What the client of a session gets, as latin1, and whether the connection was closed. */
export async function ask(
  chunks: readonly (string | Uint8Array)[],
  options: { readonly eof?: boolean; readonly answer?: WhoisAnswerer } & WhoisOptions = {},
): Promise<string> {
  const { eof = false, answer = (query) => `<${query}>`, ...rest } = options;
  const transport = connect(new WhoisSession(answer, rest));
  for (const chunk of chunks) transport.feed(chunk);
  if (eof) transport.feedEof();
  await settle();
  await settle();
  return transport.takeWritten() + (transport.lost ? " closed" : " open");
}
