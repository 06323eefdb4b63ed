/**
 * RDAP's paths (RFC 9082): lookups and help. Every answer is RDAP, the errors too, and every web page
 * may read it.
 */

import type { HttpBindings } from "@hono/node-server";
import { Hono } from "hono";
import type { Proxy } from "../answer/answer.ts";
import { jsonText } from "../answer/json-text.ts";
import { type ParsedQuery, plainOptions } from "../query/parse-query.ts";
import { parseRdapPath } from "../query/parse-rdap-path.ts";
import { rdapError } from "../rdap-out/error.ts";
import { tooLongText } from "./client-limits.ts";
import { formHeaders, responseOf } from "./http-answer.ts";
import { baseOf, type HttpContext, peerOf, queryOf } from "./http-query.ts";

/** What the routes are made of. */
export interface RdapRouteOptions {
  readonly proxy: Proxy;
  /** bytes of a decoded query */
  readonly maxQueryBytes: number;
}

const LOOKUPS = ["domain", "ip", "autnum", "nameserver", "entity"] as const;
/** Those of RFC 9082, section 3.2, and of the address registries. */
const SEARCHES = ["domains", "nameservers", "entities", "ips", "autnums"];

/** The paths with their answers. */
export function rdapRoutes({ proxy, maxQueryBytes }: RdapRouteOptions) {
  const app = new Hono<{ Bindings: HttpBindings }>();

  async function answer(context: HttpContext, query: ParsedQuery): Promise<Response> {
    const base = baseOf(context);
    const peer = peerOf(context);
    return responseOf(
      await proxy.answer(query, { peer, form: "rdap", ...(base !== undefined && { base }) }),
      "rdap",
    );
  }

  for (const path of LOOKUPS)
    app.get(`/${path}/*`, async (context) => {
      const text = queryOf(context, `/${path}/`);
      if (Buffer.byteLength(text) <= maxQueryBytes)
        return await answer(context, parseRdapPath(path, text));
      const asker = { peer: peerOf(context), form: "rdap" } as const;
      return responseOf(proxy.decline("bad-query", tooLongText(maxQueryBytes), asker), "rdap");
    });
  app.get("/help", (context) =>
    answer(context, { kind: "help", asked: "help", options: plainOptions }),
  );
  for (const path of SEARCHES)
    for (const below of ["", "/*"])
      app.all(`/${path}${below}`, () => errorResponse(501, "Searches are not served"));
  for (const path of [...LOOKUPS.map((lookup) => `/${lookup}/*`), "/help"])
    app.all(path, () =>
      errorResponse(405, "Method not allowed: GET or HEAD", { allow: "GET, HEAD" }),
    );
  return app;
}

function errorResponse(status: number, title: string, more: Record<string, string> = {}): Response {
  const headers = { ...formHeaders.rdap, ...more };
  return new Response(jsonText(rdapError(status, title)), { status, headers });
}
