/** 02's echo, as `start --quiet` serves it. */

import { createServer, Echo } from "02-echo-server";
import { announce } from "../serve.ts";

const server = await createServer(() => new Echo(), { port: 0 });
for (const address of server.addresses) announce(address);
