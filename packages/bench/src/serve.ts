/** The measured side: a server in a process of its own that tells its port, and its CPU time when asked. */

import type { Address } from "02-echo-server";

/** What a server process says to the one that measures it. */
export type FromServer = { readonly port: number } | { readonly cpuMs: number };

/** Announces the server, and answers every message with the CPU time of this process so far, in ms. */
export function announce({ port }: Pick<Address, "port">): void {
  process.on("message", () => {
    const { user, system } = process.cpuUsage();
    say({ cpuMs: (user + system) / 1000 });
  });
  process.on("disconnect", () => process.exit());
  say({ port });
}

function say(message: FromServer): void {
  process.send?.(message);
}
