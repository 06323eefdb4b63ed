/** One conditional GET of one small file. */

import { type Clock, withTimeout } from "01-background-tasks";
import { Agent, type Dispatcher } from "undici";

/** What the server said of the copy that we have, to be sent back to it (RFC 9110, section 13.1). */
export interface Validators {
  readonly etag?: string;
  readonly lastModified?: string;
}

/** A reply; its validators are for the next time. */
interface FetchedFile extends Validators {
  readonly status: number;
  /** With status 200 only. */
  readonly body?: string;
}

/** Rejects when there is no whole reply in time, with a message for a person. */
export type FetchFile = (
  url: string,
  known: Validators,
  signal: AbortSignal,
) => Promise<FetchedFile>;

/** The limits of one fetch. */
export interface FetchOptions {
  readonly clock: Clock;
  /** For the whole of it, from dialling to the last byte, in ms. @default 15000 */
  readonly timeout?: number;
  /** The largest of the files has 70 kB. In bytes. @default 4 MiB */
  readonly maxBytes?: number;
}

/** A `FetchFile` over HTTP. A redirect is not followed: its status comes back as it is. */
export function httpFetchFile(options: FetchOptions): FetchFile {
  const { clock, timeout = 15_000, maxBytes = 4 * 1024 * 1024 } = options;
  return (url, known, signal) =>
    withTimeout(timeout, (limited) => get(url, known, maxBytes, limited), { clock, signal });
}

async function get(
  url: string,
  { etag, lastModified }: Validators,
  maxBytes: number,
  signal: AbortSignal,
): Promise<FetchedFile> {
  // Files are fetched once a day, so no connection is kept. The only timer is the caller's.
  const agent = new Agent({ connectTimeout: 0, headersTimeout: 0, bodyTimeout: 0 });
  const { origin, pathname, search } = new URL(url);
  const headers = {
    accept: "application/json",
    ...(etag !== undefined && { "if-none-match": etag }),
    ...(lastModified !== undefined && { "if-modified-since": lastModified }),
  };
  // Ends the socket at once, also one that is still being dialled.
  signal.addEventListener("abort", () => void agent.destroy(), { once: true });
  try {
    return await new Promise((resolve, reject) => {
      agent.dispatch(
        { origin, path: pathname + search, method: "GET", headers },
        handler(maxBytes, resolve, reject),
      );
    });
  } finally {
    await agent.destroy();
  }
}

/** Gathers one reply. undici's `request` would leave an async resource to the garbage collector. */
function handler(
  maxBytes: number,
  resolve: (file: FetchedFile) => void,
  reject: (error: Error) => void,
): Dispatcher.DispatchHandler {
  const chunks: Uint8Array[] = [];
  let size = 0;
  let head: FetchedFile = { status: 0 };
  return {
    // Without it the handler is not taken.
    onRequestStart() {},
    onResponseStart(_, status, headers) {
      head = {
        status,
        ...validator("etag", headers["etag"]),
        ...validator("lastModified", headers["last-modified"]),
      };
    },
    onResponseData(controller, chunk) {
      size += chunk.length;
      chunks.push(chunk);
      if (size > maxBytes)
        controller.abort(new RangeError(`the file is larger than ${maxBytes} bytes`));
    },
    onResponseEnd() {
      const body = Buffer.concat(chunks).toString("utf8");
      resolve(head.status === 200 ? { ...head, body } : head);
    },
    onResponseError(_, error) {
      reject(error);
    },
  };
}

const validator = (name: keyof Validators, value: string | string[] | undefined): Validators =>
  typeof value === "string" ? { [name]: value } : {};
