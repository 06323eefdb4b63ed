/**
 * An RDAP registry on a real port that says what the test wants.
 *
 * ```ts
 * await using registry = await fakeRdap({
 *   "/domain/example.com": { objectClassName: "domain", ldhName: "example.com" },
 *   "/domain/example.net": { status: 429, headers: { "retry-after": "60" } },
 * });
 * await fetch(`${registry.url}domain/example.com`);
 * registry.asked; // ["/domain/example.com"]
 * ```
 */
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
} from "node:http";
import { deliver, deliverEndlessly } from "./deliver.ts";
import type { FakeReply } from "./fake-reply.ts";
import { type FakeOptions, FakeServer, type FakeUpstream } from "./fake-upstream.ts";
import { type RdapContent, toWire } from "./http-answer.ts";
import { refuse } from "./refuse.ts";
import { prepare } from "./reply-script.ts";
import { turn } from "./turn.ts";

/** What a fake RDAP server does with one request. */
export type RdapReply = FakeReply<RdapContent>;

/** One request as it arrived. */
export interface RdapRequest {
  readonly method: string;
  /** The path with its query string, percent-encoded as it came. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
}

/** A fake RDAP server. */
export interface FakeRdap extends FakeUpstream {
  /** The base URL, with a slash at its end. */
  readonly url: string;
  /** Every request so far, in the order of arrival. */
  readonly requests: readonly RdapRequest[];
}

const NOT_FOUND: RdapReply = {
  status: 404,
  body: { errorCode: 404, title: "Not Found", description: ["test-harness: no reply for it"] },
};

/**
 * Starts a fake RDAP server over plain HTTP. `replies` is a table by path, a function from path to
 * reply, or `"refuse"`: an address where nobody listens. What is not in the table gets
 * `options.fallback`, or else an RDAP error with the status 404.
 */
export async function fakeRdap(
  replies: Readonly<Record<string, RdapReply>> | ((path: string) => RdapReply) | "refuse",
  options: FakeOptions<RdapReply> = {},
): Promise<FakeRdap> {
  const requests: RdapRequest[] = [];
  if (replies === "refuse") {
    const nobody = await refuse(options.host);
    return Object.assign(nobody, { url: `http://${nobody.hostPort}/`, requests });
  }
  const table = new Map(typeof replies === "function" ? [] : Object.entries(replies));
  const replyTo = (path: string): RdapReply =>
    typeof replies === "function"
      ? replies(path)
      : (table.get(path) ?? options.fallback ?? NOT_FOUND);
  // No timer of the server's own may end what a test wants to hang.
  const server = createServer({
    noDelay: true,
    keepAliveTimeout: 0,
    headersTimeout: 0,
    requestTimeout: 0,
  });
  const fake = await FakeServer.listen(server, [...table.keys()], options.host);
  server.on("request", (request, response) => {
    const { method = "", url: path = "", headers } = request;
    requests.push({ method, path, headers });
    void fake.serve(path, request.socket, (signal) =>
      answer(request, response, replyTo(path), signal),
    );
  });
  return Object.assign(fake, { url: `http://${fake.hostPort}/`, requests });
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  reply: RdapReply,
  signal: AbortSignal,
): Promise<void> {
  const { socket } = request;
  const script = await prepare(reply, request.url ?? "", signal);
  if (script.kind === "hang") return;
  if (script.kind === "reset") {
    socket.resetAndDestroy();
    return;
  }
  if (script.kind === "endless") {
    response.writeHead(200, { "content-type": "application/rdap+json" });
    await deliverEndlessly(response, script.text, signal);
    return;
  }
  const { status, headers, body } = await toWire(script.content);
  response.writeHead(status, headers);
  response.flushHeaders();
  await deliver(response, body, script, signal);
  if (script.ending === "hang") return;
  if (script.ending === "reset") {
    await turn(); // An RST may overtake what was sent just before it.
    socket.resetAndDestroy();
  } else if (script.upTo < body.length) socket.end();
  else response.end();
}
