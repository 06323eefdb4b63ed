/** The proxy in this process on a real port, as `main.ts` puts it together, with a clock of the test's. */

import { type Clock, systemClock } from "01-background-tasks";
import { createServer } from "02-echo-server";
import { startServer } from "test-harness";
import type { Proxy } from "../../src/answer/answer.ts";
import { parseConfig } from "../../src/config/load.ts";
import { WhoisDoor } from "../../src/doors/whois.ts";
import { createService } from "../../src/service.ts";
import { loadBuiltInTables } from "../../src/tables/built-in.ts";

/** Log lines, kept instead of printed. */
interface LogLine {
  readonly level: string;
  readonly facts: object;
  readonly message: string;
}

/** Starts a proxy configured by `toml`, on port 0 whatever that says. */
export async function startProxy(toml = "", clock: Clock = systemClock) {
  const config = parseConfig(toml, "test.toml");
  const logged: LogLine[] = [];
  const at = (level: string) => (facts: object, message: string) => {
    logged.push({ level, facts, message });
  };
  const log = { info: at("info"), warn: at("warn"), error: at("error") };
  const tables = loadBuiltInTables();
  const service = createService({ config, clock, log, tables: () => tables });
  const door = new WhoisDoor({ proxy: service.proxy, clients: config.clients, clock });
  const server = await startServer(createServer(door.session, { port: 0, clock }));
  return {
    config,
    /** Bytes in the cache. */
    cached: () => service.cache.size,
    door,
    logged,
    port: server.port,
    client: () => server.client(),
    /** The whole text of an answer, by way of a socket. */
    async ask(line: string): Promise<string> {
      await using client = await server.client();
      await client.send(line);
      return await client.readToEnd();
    },
    /** The answer without a socket between, at once or later as the proxy gives it. */
    answer: (line: string) => service.proxy.answer(line, { peer: "127.0.0.1" }),
    decline: (...how: Parameters<Proxy["decline"]>) => service.proxy.decline(...how),
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]();
      await service[Symbol.asyncDispose]();
    },
  };
}

/** The value of the first `% name: value` line of an answer. */
export function headOf(text: string, name: string): string | undefined {
  const line = text.split("\r\n").find((candidate) => candidate.startsWith(`% ${name}: `));
  return line?.slice(`% ${name}: `.length);
}

/** What follows the comment lines and the empty line. */
export function bodyOf(text: string): string {
  return text.slice(text.indexOf("\r\n\r\n") + 4);
}

/** The words of the `% source:` lines. */
export const sourcesOf = (text: string): string[] =>
  text.split("\r\n").flatMap((line) => (line.startsWith("% source: ") ? [line.slice(10)] : []));

/** An RDAP domain as a registry gives it. */
export const domain = (name: string, more: object = {}) => ({
  objectClassName: "domain",
  ldhName: name,
  status: ["client transfer prohibited"],
  ...more,
});
