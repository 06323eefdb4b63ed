/**
 * The echo server: `pnpm --filter 02-echo-server start`, then `telnet 127.0.0.1 8007`.
 *
 * Prints every chunk that it receives as Python would, and sends it back.
 */
import { parseOptions, portOption, runMain } from "01-background-tasks";
import { formatAddress } from "./address.ts";
import { bytesRepr } from "./bytes-repr.ts";
import { createServer } from "./create-server.ts";
import { Echo } from "./echo.ts";

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
    const print = (data: Uint8Array): void => scope.print(`received [${bytesRepr(data)}]`);
    const echo = values.quiet ? {} : { received: print };

    await using server = await createServer(() => new Echo(echo), {
      host: values.host,
      port: portOption(values.port),
    });
    for (const address of server.addresses) {
      scope.print(`listening on tcp://${formatAddress(address)}`);
    }
    await server.serveForever();
  },
  { usage },
);
