/**
 * Tells every client which process it reached. Several of these share a port:
 * `node --import tsx test/programs/who-answers.ts --port 8007`
 */
import { parseOptions, portOption, runMain } from "01-background-tasks";
import { createServer, formatAddress, type Protocol } from "02-echo-server";

/** This file, to be run. */
export const program = import.meta.filename;

const answer: Protocol = {
  connectionMade(transport) {
    transport.write(String(process.pid));
    transport.close();
  },
};

await runMain(import.meta, async (scope) => {
  const { values } = parseOptions({ options: { port: { type: "string", default: "0" } } });
  const port = portOption(values.port);
  await using server = await createServer(() => answer, { port, reusePort: true });
  for (const address of server.addresses) {
    scope.print(`listening on tcp://${formatAddress(address)}`);
  }
  await server.serveForever();
});
