/** A server whose protocol throws at the word `fail`, and echoes everything else. */
import { runMain } from "01-background-tasks";
import { createServer, Echo, formatAddress } from "02-echo-server";

/** This file, to be run. */
export const program = import.meta.filename;

class Fragile extends Echo {
  override dataReceived(data: Uint8Array): void {
    if (Buffer.from(data).toString().startsWith("fail")) throw new Error("as you wish");
    super.dataReceived(data);
  }
}

await runMain(import.meta, async (scope) => {
  await using server = await createServer(() => new Fragile());
  for (const address of server.addresses) {
    scope.print(`listening on tcp://${formatAddress(address)}`);
  }
  await server.serveForever();
});
