/**
 * One HTTP GET on a connection of its own, to an address that the dialer has given. Nothing is pooled:
 * the address that was checked for this lookup is the one that is asked, and no connection outlives it.
 */

import type { Socket } from "node:net";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { Client } from "undici";
import { type DialOptions, dialInTurn } from "./dial-in-turn.ts";
import type { Dialer } from "./dialer.ts";
import { failureOf, HopFailure, tooLong } from "./hop-failure.ts";
import { openSocket } from "./open-socket.ts";
import { type RawResponse, ResponseReader } from "./response-reader.ts";

export interface HttpDeps extends DialOptions {
  readonly dialer: Dialer;
  /** The longest body, as it comes and after decompression, in bytes. */
  readonly maxReply: number;
  /** Authorities to trust in place of the system's, as PEM. */
  readonly ca?: string;
}

/** A response, as far as RDAP looks at it. */
export interface HttpReply {
  readonly status: number;
  /** A header's value, or undefined; `name` in lower case. */
  header(name: string): string | undefined;
  /** Decompressed, as text. Empty where a body that did not matter could not be read. */
  readonly body: string;
}

/** Bytes. */
const MAX_HEADERS = 16_384;

const unzip = promisify(gunzip);

/**
 * Rejects with a {@link HopFailure} if there is no whole response, or with `signal.reason` as soon as
 * the signal aborts; then the connection is gone.
 *
 * @param trusted whether the URL comes from configuration and tables
 */
export async function httpGet(
  url: URL,
  trusted: boolean,
  deps: HttpDeps,
  signal: AbortSignal,
): Promise<HttpReply> {
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const secure = url.protocol === "https:";
  const port = Number(url.port || (secure ? 443 : 80));
  const endpoints = await deps.dialer.resolve({ host, port, trusted }, signal);
  const { ca } = deps;
  const tls = secure ? { serverName: host, ...(ca !== undefined && { ca }) } : undefined;
  const socket = await dialInTurn(
    endpoints,
    (endpoint, limited) => openSocket(endpoint, tls, limited),
    deps,
    signal,
  );
  try {
    const response = await exchange(socket, url, deps.maxReply, signal);
    return await readable(response, deps.maxReply);
  } catch (error) {
    signal.throwIfAborted();
    throw failureOf(error, "bad-reply");
  } finally {
    socket.destroy();
  }
}

async function exchange(
  socket: Socket,
  url: URL,
  maxReply: number,
  signal: AbortSignal,
): Promise<RawResponse> {
  const client = clientOn(socket, url);
  const reader = new ResponseReader(maxReply);
  const abort = (): void => reader.abort(new Error("given up"));
  signal.addEventListener("abort", abort, { once: true });
  try {
    const headers = {
      accept: "application/rdap+json, application/json;q=0.9",
      "accept-encoding": "gzip",
      "user-agent": "from-tasks-to-whois",
    };
    const path = `${url.pathname}${url.search}`;
    client.dispatch({ method: "GET", path, headers, reset: true }, reader);
    return await reader.response;
  } finally {
    signal.removeEventListener("abort", abort);
    await client.destroy();
  }
}

/** A client with this connection and no other, and without timers: time is the caller's. */
function clientOn(socket: Socket, { origin }: URL): Client {
  let unused: Socket | undefined = socket;
  return new Client(origin, {
    connect: (_options, callback) => {
      const given = unused;
      unused = undefined;
      // undici does not see a connection that is there before it has finished asking for it.
      queueMicrotask(() => {
        if (given === undefined) callback(new Error("the connection was closed"), null);
        else callback(null, given);
      });
    },
    allowH2: false,
    headersTimeout: 0,
    bodyTimeout: 0,
    maxHeaderSize: MAX_HEADERS,
  });
}

async function readable({ status, headers, body }: RawResponse, limit: number): Promise<HttpReply> {
  const header = (name: string): string | undefined => {
    const value = headers[name];
    return typeof value === "string" ? value : value?.[0];
  };
  const plain = decompress(body, header("content-encoding") ?? "identity", limit);
  const bytes = await (status === 200 ? plain : plain.catch(() => Buffer.alloc(0)));
  return { status, header, body: new TextDecoder().decode(bytes) };
}

async function decompress(bytes: Buffer, encoding: string, limit: number): Promise<Buffer> {
  const name = encoding.trim().toLowerCase();
  if (name === "identity" || name === "") return bytes;
  if (name !== "gzip" && name !== "x-gzip")
    throw new HopFailure("bad-reply", "a compression that was not asked for");
  try {
    return await unzip(bytes, { maxOutputLength: limit });
  } catch (error) {
    if (error instanceof RangeError) throw tooLong(limit);
    throw new HopFailure("bad-reply", "damaged gzip", { cause: error });
  }
}
