/**
 * The servers of this package: `pnpm --filter 03-chat-protocol start`, then
 * `whois -h 127.0.0.1 -p 8043 example.com`.
 */
import { join } from "node:path";
import {
  hostOption,
  parseOptions,
  pathOption,
  portOption,
  runMain,
  UsageError,
} from "01-background-tasks";
import { announce, createServer } from "02-echo-server";
import { ChatGroup, finishServing, recordsAnswerer, WhoisSession } from "./mod.ts";

const usage = "start [--host HOST] [--whois-port PORT] [--port 0] [--records DIR]";

await runMain(
  import.meta,
  async (scope) => {
    const { values } = parseOptions({
      options: {
        host: { type: "string", default: "127.0.0.1" },
        port: { type: "string" },
        "whois-port": { type: "string" },
        records: { type: "string", default: join(import.meta.dirname, "../records") },
      },
    });
    const defaultPort = values.port === undefined ? "8043" : freePort(values.port);
    const port = portOption(values["whois-port"] ?? defaultPort, "--whois-port");
    const answer = await recordsAnswerer(pathOption(values.records));

    const group = new ChatGroup();
    const server = await createServer(() => new WhoisSession(answer, { group }), {
      host: hostOption(values.host),
      port,
    });
    announce(server, "whois");
    try {
      await server.serveForever();
    } finally {
      await finishServing(server, group, { clock: scope.clock });
    }
  },
  { usage },
);

/** `--port` speaks for all servers of the program, and they cannot share any other than 0. */
function freePort(text: string): string {
  if (text === "0") return text;
  throw new UsageError(`Cannot use --port "${text}": only 0 goes for all servers at once`);
}
