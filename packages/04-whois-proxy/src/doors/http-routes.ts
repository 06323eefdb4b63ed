/**
 * What the HTTP door answers: `/whois/{query}` is the text of port 43 with the status of its
 * outcome, and `/healthz` and `/readyz` are for whoever watches the program.
 */

import type { HttpBindings } from "@hono/node-server";
import { plainAddress } from "03-chat-protocol";
import { Hono } from "hono";
import type { Proxy } from "../answer/answer.ts";
import { responseOf } from "./http-answer.ts";

/** What the routes are made of. */
export interface RouteOptions {
  readonly proxy: Proxy;
  /** Whether new clients are welcome. */
  readonly isReady: () => boolean;
  /** bytes of a decoded query */
  readonly maxQueryBytes: number;
}

/** The paths with their answers; HEAD is answered wherever GET is. */
export function httpRoutes({ proxy, isReady, maxQueryBytes }: RouteOptions) {
  const app = new Hono<{ Bindings: HttpBindings }>();
  app.get("/healthz", (context) => context.text("ok\n"));
  app.get("/readyz", (context) =>
    isReady() ? context.text("ok\n") : context.text("draining\n", 503),
  );
  app.get("/whois/*", async (context) => {
    const line = queryOf(context.req.url);
    const peer = plainAddress(context.env.incoming.socket.remoteAddress ?? "");
    if (Buffer.byteLength(line) > maxQueryBytes) {
      const reason = `Cannot read the query: it is longer than ${maxQueryBytes} bytes`;
      return responseOf(proxy.decline("bad-query", reason, peer));
    }
    return responseOf(await proxy.answer(line, { peer }));
  });
  for (const path of ["/healthz", "/readyz", "/whois/*"])
    app.all(path, (context) =>
      context.text("Method not allowed: GET or HEAD\n", 405, { allow: "GET, HEAD" }),
    );
  app.notFound((context) => context.text("Not found: ask for /whois/{query}\n", 404));
  return app;
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
