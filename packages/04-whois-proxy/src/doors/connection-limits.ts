/** The connections that `[clients]` allows a front door. */
import { ConnectionLimits } from "03-chat-protocol";
import type { Config } from "../config/schema.ts";

/** A fresh count with the limits of the configuration. */
export function connectionLimits(clients: Config["clients"]): ConnectionLimits {
  return new ConnectionLimits({
    maxConnections: clients.max_connections,
    maxPerClient: clients.max_connections_per_client,
  });
}
