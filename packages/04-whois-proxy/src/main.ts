/**
 * The proxy as a program: `pnpm start`, then `whois -h 127.0.0.1 -p 4343 example.com`.
 *
 * SIGTERM stops accepting, finishes what is in flight within `[upstream] deadline`, and exits 0.
 */

import { runMain, type Scope } from "01-background-tasks";
import { announce, createServer } from "02-echo-server";
import { finishServing } from "03-chat-protocol";
import { configOf, USAGE } from "./command-line.ts";
import { HttpDoor } from "./doors/http.ts";
import { listenHttp } from "./doors/listen-http.ts";
import { WhoisDoor } from "./doors/whois.ts";
import { createLog } from "./log.ts";
import { createService } from "./service.ts";
import { currentTables } from "./tables/current.ts";

async function main({ clock, print, signal, use }: Scope): Promise<void> {
  const config = await configOf(process.argv.slice(2));
  const log = createLog(config.log.level);
  await using tables = await currentTables(config.tables, { clock, log });
  await using service = createService({ config, clock, log, tables: tables.get });
  const { proxy } = service;

  const door = new WhoisDoor({ proxy, clients: config.clients, clock });
  const whois = await Promise.all(
    config.listen.whois.map((at) => createServer(door.session, { ...at, clock })),
  );
  const isReady = () => !signal.aborted;
  const httpDoor = new HttpDoor({ proxy, clients: config.clients, clock, isReady });
  const http = await Promise.all(
    config.listen.http.map(async (at) => use(await listenHttp(httpDoor, at))),
  );
  for (const server of whois) announce(server, "whois");
  for (const { url } of http) print(`listening on ${url}`);

  await aborted(signal);
  const grace = { graceMs: config.upstream.deadline, clock };
  await Promise.all([
    ...whois.map((server) => finishServing(server, door.group, grace)),
    ...http.map((server) => server.drain(grace)),
  ]);
}

/** Resolves when the signal aborts. */
function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
}

/** A drain takes up to `[upstream] deadline`; nobody needs to be told of it before. */
const DRAIN_PATIENCE_MS = 60_000;

await runMain(import.meta, main, {
  usage: USAGE,
  statusOf: { SIGTERM: 0 },
  patience: DRAIN_PATIENCE_MS,
});
