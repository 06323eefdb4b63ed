/**
 * What the HTTP door answers: `/whois/{query}` is the text of port 43 with the status of its outcome,
 * `/lookup/{query}` the structured answer, RDAP's paths are in their own file, and `/healthz` and
 * `/readyz` are for whoever watches the program.
 */

import type { HttpBindings } from "@hono/node-server";
import { Hono } from "hono";
import { tooLongText } from "./client-limits.ts";
import { responseOf } from "./http-answer.ts";
import { peerOf, queryOf } from "./http-query.ts";
import { rdapRoutes, type RdapRouteOptions } from "./http-rdap.ts";

/** What the routes are made of. */
export interface RouteOptions extends RdapRouteOptions {
  /** Whether new clients are welcome. */
  readonly isReady: () => boolean;
}

/** The paths that take a query line, and the form of their answers. */
const LINES = [
  ["/whois/", "text"],
  ["/lookup/", "lookup"],
] as const;

/** The paths with their answers; HEAD is answered wherever GET is. */
export function httpRoutes({ proxy, isReady, maxQueryBytes }: RouteOptions) {
  const app = new Hono<{ Bindings: HttpBindings }>();
  app.get("/healthz", (context) => context.text("ok\n"));
  app.get("/readyz", (context) =>
    isReady() ? context.text("ok\n") : context.text("draining\n", 503),
  );
  for (const [prefix, form] of LINES)
    app.get(`${prefix}*`, async (context) => {
      const line = queryOf(context, prefix);
      const peer = peerOf(context);
      if (Buffer.byteLength(line) > maxQueryBytes)
        return responseOf(
          proxy.decline("bad-query", tooLongText(maxQueryBytes), { peer, form }),
          form,
        );
      return responseOf(await proxy.answer(line, { peer, form }), form);
    });
  for (const path of ["/healthz", "/readyz", ...LINES.map(([prefix]) => `${prefix}*`)])
    app.all(path, (context) =>
      context.text("Method not allowed: GET or HEAD\n", 405, { allow: "GET, HEAD" }),
    );
  app.route("/", rdapRoutes({ proxy, maxQueryBytes }));
  app.notFound((context) => context.text(NOT_FOUND, 404));
  return app;
}

const NOT_FOUND =
  "Not found: ask for /whois/{query}, /lookup/{query}, or RDAP: /domain/{name}, /ip/{address},\n" +
  "/autnum/{number}, /nameserver/{name}, /entity/{handle}, /help\n";
