/** The proxy's answers as HTTP responses: status, headers, and a body that goes out in pieces. */

import { STATUS_CODES } from "node:http";
import type { Answer } from "../answer/answer.ts";
import { outcomes } from "../model/outcome.ts";

/** Said in `Retry-After` when no server named a time, in seconds. */
const DEFAULT_RETRY_AFTER = 60;

/**
 * Bytes of a long answer that are made at a time, when the client has taken those before: so much
 * memory and not more is what a client costs that does not read.
 */
export const PIECE_BYTES = 16 * 1024;

/** Bytes that UTF-8 needs at most for one unit of a string. */
const MAX_UTF8_BYTES = 3;

const utf8 = new TextEncoder();

/** An answer as the response to `/whois/{query}`. */
export function responseOf(answer: Answer): Response {
  const status = statusOf(answer);
  return new Response(bodyOf(answer.text), { status, headers: headersOf(answer) });
}

/** The whole response as text, for a client whose request is not even read; it ends the connection. */
export function lastResponse(answer: Answer): string {
  const status = statusOf(answer);
  const headers = Object.entries({ ...headersOf(answer), connection: "close" });
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    ...headers.map(([name, value]) => `${name}: ${value}`),
  ];
  return `${head.join("\r\n")}\r\n\r\n${answer.text}`;
}

/** Type, length, and with 429 and 503 when to come back: `Retry-After` in seconds (RFC 9110, 10.2.3). */
export function headersOf(answer: Answer): Record<string, string> {
  const { text, retryAfter = DEFAULT_RETRY_AFTER * 1000 } = answer;
  const status = statusOf(answer);
  const seconds = Math.max(0, Math.ceil(retryAfter / 1000));
  return {
    "content-type": "text/plain; charset=utf-8",
    "content-length": String(Buffer.byteLength(text)),
    ...((status === 429 || status === 503) && { "retry-after": String(seconds) }),
  };
}

const statusOf = ({ outcome }: Answer): number => outcomes[outcome].httpStatus;

function bodyOf(text: string): string | ReadableStream<Uint8Array> {
  if (text.length * MAX_UTF8_BYTES <= PIECE_BYTES) return text;
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      const piece = new Uint8Array(PIECE_BYTES);
      // Half a surrogate pair at the end of the slice has no room in the piece, and is left for the next.
      const slice = text.slice(at, at + PIECE_BYTES);
      const { read, written } = utf8.encodeInto(slice, piece);
      at += read;
      controller.enqueue(piece.subarray(0, written));
      if (at === text.length) controller.close();
    },
  });
}
