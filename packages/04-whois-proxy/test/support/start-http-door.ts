/** The HTTP door in this process on a real port, with a clock of the test's. */

import { TcpClient, turn, VirtualClock } from "test-harness";
import { parseConfig } from "../../src/config/load.ts";
import { HttpDoor } from "../../src/doors/http.ts";
import { listenHttp } from "../../src/doors/listen-http.ts";
import { createService } from "../../src/service.ts";
import { loadBuiltInTables } from "../../src/tables/built-in.ts";

const tables = loadBuiltInTables();

/** Starts a door configured by `toml`, on port 0 of `host`. */
export async function startHttpDoor(toml = "", host = "127.0.0.1") {
  const config = parseConfig(toml, "test.toml");
  const clock = new VirtualClock();
  const logged: object[] = [];
  const note = (facts: object) => void logged.push(facts);
  const log = { info: note, warn: note, error: note };
  const service = createService({ config, clock, log, tables: () => tables });
  let ready = true;
  const door = new HttpDoor({
    proxy: service.proxy,
    clients: config.clients,
    clock,
    isReady: () => ready,
  });
  const listener = await listenHttp(door, { host, port: 0 });
  const port = Number(new URL(listener.url).port);
  return {
    clock,
    door,
    logged,
    idleMs: config.clients.idle_timeout,
    url: (path: string): string => `http://127.0.0.1:${port}${path}`,
    client: (localAddress = "127.0.0.1"): Promise<TcpClient> =>
      TcpClient.connect({ host: "127.0.0.1", port }, { localAddress }),
    /** `SIGTERM`: resolves when all connections are gone. */
    drain(graceMs: number): Promise<void> {
      ready = false;
      return listener.drain({ graceMs, clock });
    },
    /** Resolves when the door has noticed that so many connections are open. */
    async hasOpen(count: number): Promise<void> {
      while (door.size !== count) await turn();
    },
    async [Symbol.asyncDispose]() {
      await listener[Symbol.asyncDispose]();
      await service[Symbol.asyncDispose]();
    },
  };
}

/** One response: its status line, its headers in small letters, its body. */
interface RawResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Reads the next response with a body of known length from a connection. */
export async function readResponse(client: TcpClient, hasBody = true): Promise<RawResponse> {
  let head = "";
  while (!head.endsWith("\r\n\r\n")) head += (await client.read(1)).toString("latin1");
  const [statusLine = "", ...lines] = head.trimEnd().split("\r\n");
  const headers = Object.fromEntries(
    lines.map((line) => {
      const [name = "", value = ""] = line.split(/: (.*)/);
      return [name.toLowerCase(), value] as const;
    }),
  );
  const length = hasBody ? Number(headers["content-length"]) : 0;
  const body = (await client.read(length)).toString("utf8");
  return { status: Number(statusLine.split(" ")[1]), headers, body };
}

/** The bytes of a request. */
export const request = (path: string, method = "GET"): string =>
  `${method} ${path} HTTP/1.1\r\nHost: whois.example\r\n\r\n`;
