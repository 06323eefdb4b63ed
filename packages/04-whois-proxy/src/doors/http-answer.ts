/** The proxy's answers as HTTP responses: status, headers, and a body that goes out in pieces. */

import { STATUS_CODES } from "node:http";
import type { Answer, Form } from "../answer/answer.ts";
import { outcomes } from "../model/outcome.ts";
import { RDAP_TYPE } from "../rdap-out/links.ts";

/** Said in `Retry-After` when no server named a time, in seconds. */
const DEFAULT_RETRY_AFTER = 60;

/** Bytes of a long answer that are handed over at a time, when the client has taken those before. */
export const PIECE_BYTES = 16 * 1024;

/** What says of which form a body is; RDAP may be read by any web page (RFC 7480, section 5.6). */
export const formHeaders = {
  text: { "content-type": "text/plain; charset=utf-8" },
  lookup: { "content-type": "application/json" },
  rdap: { "content-type": RDAP_TYPE, "access-control-allow-origin": "*" },
} as const satisfies Record<Form, Record<string, string>>;

/** An answer as the response to a request. */
export function responseOf(answer: Answer, form: Form = "text"): Response {
  const status = statusOf(answer);
  return new Response(bodyOf(answer.bytes), { status, headers: headersOf(answer, form) });
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
export function headersOf(answer: Answer, form: Form = "text"): Record<string, string> {
  const { bytes, retryAfter = DEFAULT_RETRY_AFTER * 1000 } = answer;
  const status = statusOf(answer);
  const seconds = Math.max(0, Math.ceil(retryAfter / 1000));
  return {
    ...formHeaders[form],
    "content-length": String(bytes.byteLength),
    ...((status === 429 || status === 503) && { "retry-after": String(seconds) }),
  };
}

const statusOf = ({ outcome }: Answer): number => outcomes[outcome].httpStatus;

function bodyOf(bytes: Uint8Array): Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array> {
  if (bytes.byteLength <= PIECE_BYTES) return Uint8Array.from(bytes);
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      controller.enqueue(bytes.subarray(at, at + PIECE_BYTES));
      at += PIECE_BYTES;
      if (at >= bytes.byteLength) controller.close();
    },
  });
}
