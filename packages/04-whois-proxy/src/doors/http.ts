/**
 * The HTTP door: `/whois/{query}` is the text of port 43 with the status of its outcome, and
 * `/healthz` and `/readyz` are for whoever watches the program.
 */

import { createServer, type Server } from "node:http";
import { getRequestListener, type HttpBindings } from "@hono/node-server";
import { Hono } from "hono";
import type { Answer, Proxy } from "../answer/answer.ts";
import { outcomes } from "../model/outcome.ts";

/** Said in `Retry-After` when no server named a time, in seconds. */
const DEFAULT_RETRY_AFTER = 60;

/** Makes the HTTP server; listening is left to the caller. */
export function httpDoor(proxy: Proxy, isReady: () => boolean): Server {
  const app = new Hono<{ Bindings: HttpBindings }>();
  app.get("/healthz", (context) => context.text("ok\n"));
  app.get("/readyz", (context) =>
    isReady() ? context.text("ok\n") : context.text("draining\n", 503),
  );
  app.get("/whois/*", async (context) => {
    const line = queryOf(context.req.url);
    const peer = context.env.incoming.socket.remoteAddress ?? "";
    const answer = await proxy.answer(line, { peer });
    return new Response(answer.text, {
      status: outcomes[answer.outcome].httpStatus,
      headers: { "content-type": "text/plain; charset=utf-8", ...retryAfterOf(answer) },
    });
  });
  app.notFound((context) => context.text("Not found: ask for /whois/{query}\n", 404));
  const listener = getRequestListener(app.fetch);
  return createServer((request, response) => void listener(request, response));
}

/** The query behind `/whois/`, decoded; a malformed escape stays as it is and is refused as a query. */
function queryOf(url: string): string {
  const path = new URL(url).pathname.slice("/whois/".length);
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function retryAfterOf({ outcome, retryAfter }: Answer): Record<string, string> {
  const status = outcomes[outcome].httpStatus;
  if (status !== 429 && status !== 503) return {};
  const seconds = retryAfter === undefined ? DEFAULT_RETRY_AFTER : Math.ceil(retryAfter / 1000);
  return { "retry-after": String(seconds) };
}
