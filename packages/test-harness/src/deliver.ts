/** Sending a reply's bytes at the pace and with the ending that its script asks for. */
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import type { Writable } from "node:stream";
import type { FakeContent } from "./fake-reply.ts";
import { pause, type SendScript } from "./reply-script.ts";
import { turn } from "./turn.ts";

/** Copies of the repeated text in one write of an endless reply. */
const ENDLESS_WRITE_BYTES = 64 * 1024;

/** The bytes of content: text as UTF-8, a file as it is. */
export async function bytesOf(content: FakeContent): Promise<Uint8Array> {
  if (typeof content === "string") return Buffer.from(content);
  return content instanceof Uint8Array ? content : await readFile(content.file);
}

/** Writes the script's part of `bytes`, each piece handed to the kernel before the next. */
export async function deliver(
  to: Writable,
  bytes: Uint8Array,
  script: Omit<SendScript<unknown>, "content">,
  signal: AbortSignal,
): Promise<void> {
  const end = Math.min(bytes.length, script.upTo);
  const every = Math.min(script.every, Math.max(1, end));
  for (let at = 0; at < end; at += every) {
    if (at > 0) await (script.pace ? pause(script.pace.ms, script.pace.clock, signal) : turn(3));
    await flush(to, bytes.subarray(at, Math.min(end, at + every)));
  }
}

/** Writes the text for as long as somebody reads it, never more than the socket takes. */
export async function deliverEndlessly(
  to: Writable,
  text: string,
  signal: AbortSignal,
): Promise<void> {
  const bytes = Buffer.from(text.repeat(Math.ceil(ENDLESS_WRITE_BYTES / text.length)));
  while (!to.destroyed) {
    if (!to.write(bytes)) await once(to, "drain", { signal });
    // Without this the readers in the same process would never get to read.
    await turn(1);
  }
}

function flush(to: Writable, bytes: Uint8Array): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  to.write(bytes, (error) => (error ? reject(error) : resolve()));
  return promise;
}
