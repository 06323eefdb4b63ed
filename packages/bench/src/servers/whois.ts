/**
 * 04's WHOIS door with one answer in its cache, and with `[log] level = "error"`. The upstream is a
 * server in this process that is asked once, before the measuring begins.
 */

import { systemClock } from "01-background-tasks";
import { createServer, formatAddress } from "02-echo-server";
import { WhoisSession } from "03-chat-protocol";
import {
  createLog,
  createService,
  loadBuiltInTables,
  parseConfig,
  WhoisDoor,
} from "04-whois-proxy";
import { cachedAnswer } from "../cached-answer.ts";
import { announce } from "../serve.ts";

const upstream = await createServer(() => new WhoisSession(() => cachedAnswer), { port: 0 });
const [at] = upstream.addresses;
if (at === undefined) throw new Error("Cannot fill the cache: the upstream does not listen");
const config = parseConfig(
  `[zones.com]\nwhois = "${formatAddress(at)}"\nrdap = []\n[log]\nlevel = "error"\n` +
    "[clients]\nmax_connections_per_client = 10000",
  "bench.toml",
);
const tables = loadBuiltInTables();
const { proxy } = createService({
  config,
  clock: systemClock,
  log: createLog(config.log.level),
  tables: () => tables,
});
const { outcome } = await proxy.answer("example.com", { peer: "127.0.0.1" });
if (outcome !== "found") throw new Error(`Cannot fill the cache: the outcome is "${outcome}"`);
const door = new WhoisDoor({ proxy, clients: config.clients, clock: systemClock });
const server = await createServer(door.session, { port: 0 });
upstream.close();
for (const address of server.addresses) announce(address);
