/** What the HTTP door reads of a request: the query in its path, who asks, and where it was reached. */

import type { HttpBindings } from "@hono/node-server";
import { plainAddress } from "03-chat-protocol";
import type { Context } from "hono";

/** A request at the door. */
export type HttpContext = Context<{ Bindings: HttpBindings }>;

/** What follows a prefix of the path, decoded; a malformed escape stays as it is and is refused as a query. */
export function queryOf({ req }: HttpContext, prefix: string): string {
  const path = new URL(req.url).pathname.slice(prefix.length);
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** The client's address. */
export const peerOf = ({ env }: HttpContext): string =>
  plainAddress(env.incoming.socket.remoteAddress ?? "");

/**
 * Where the client reached us, by its own word in the `Host` header: it comes back to nobody but this
 * client, and as the origin of a URL nothing else comes with it. Undefined where it did not say.
 */
export const baseOf = ({ req }: HttpContext): string | undefined =>
  (req.header("host") ?? "") === "" ? undefined : `${new URL(req.url).origin}/`;
