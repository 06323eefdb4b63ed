/** What `[clients]` allows the clients of a front door. */
import { ConnectionLimits } from "03-chat-protocol";
import type { Config } from "../config/schema.ts";

/** A fresh count of connections with the limits of the configuration. */
export function connectionLimits(clients: Config["clients"]): ConnectionLimits {
  return new ConnectionLimits({
    maxConnections: clients.max_connections,
    maxPerClient: clients.max_connections_per_client,
  });
}

/** Said of a query that has more than `limit` bytes. */
export const tooLongText = (limit: number): string =>
  `Cannot read the query: it is longer than ${limit} bytes`;
