/** An RDAP server in TLS, with a certificate for `rdap.registry.example` and 127.0.0.1. */

import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:https";
import { join } from "node:path";

const pem = (name: string): string =>
  readFileSync(join(import.meta.dirname, "../fixtures/tls", `${name}.pem`), "utf8");

/** The authority that signed the certificate. Its key was thrown away. */
export const authority = pem("authority");

export interface TlsRegistry extends AsyncDisposable {
  /** `127.0.0.1:54321` */
  readonly hostPort: string;
  /** The server names of the handshakes; `false` for one without. */
  readonly serverNames: readonly (string | false)[];
  /** The `Host` headers of the requests. */
  readonly hosts: readonly (string | undefined)[];
}

/** Starts the server; it gives `body` as RDAP to every request, or sends it to `redirect`. */
export async function tlsRegistry(
  reply: { body: object } | { redirect: string },
): Promise<TlsRegistry> {
  const serverNames: (string | false)[] = [];
  const hosts: (string | undefined)[] = [];
  const server = createServer(
    { key: pem("registry-key"), cert: pem("registry") },
    (request, response) => {
      hosts.push(request.headers.host);
      if ("redirect" in reply) {
        response.writeHead(302, { location: reply.redirect }).end();
        return;
      }
      response.writeHead(200, { "content-type": "application/rdap+json" });
      response.end(JSON.stringify(reply.body));
    },
  );
  server.on("secureConnection", (socket) => {
    serverNames.push(
      "servername" in socket && typeof socket.servername === "string" ? socket.servername : false,
    );
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("Cannot find the port");
  return {
    hostPort: `127.0.0.1:${address.port}`,
    serverNames,
    hosts,
    async [Symbol.asyncDispose]() {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
