/**
 * The echo server: `pnpm --filter 02-echo-server start`, then `telnet 127.0.0.1 8007`.
 *
 * Prints every chunk that it receives as Python would, and sends it back.
 */
import { hostOption, parseOptions, portOption, runMain } from "01-background-tasks";
import { announce } from "./announce.ts";
import { bytesRepr } from "./bytes-repr.ts";
import { createServer } from "./create-server.ts";
import { Echo } from "./echo.ts";
import { outputDrained } from "./output-drained.ts";

/** Clients that do not read get the default grace; nobody needs to be told of that. In ms. */
const PATIENCE_MS = 10_000;

const usage = "start [--host HOST] [--port PORT] [--quiet]";

await runMain(
  import.meta,
  async (scope) => {
    const { values } = parseOptions({
      options: {
        host: { type: "string", default: "127.0.0.1" },
        port: { type: "string", default: "8007" },
        quiet: { type: "boolean", default: false },
      },
    });
    const received = (data: Uint8Array): Promise<void> | undefined => {
      scope.print(`received [${bytesRepr(data)}]`);
      return outputDrained();
    };
    const echo = values.quiet ? {} : { received };

    await using server = await createServer(() => new Echo(echo), {
      host: hostOption(values.host),
      port: portOption(values.port),
    });
    announce(server);
    await server.serveForever();
  },
  { usage, patience: PATIENCE_MS },
);
