/** The peer of the echo server: what one writes with `node:net` and nothing else. */

import { createServer } from "node:net";
import { portOf } from "../port.ts";
import { announce } from "../serve.ts";

const server = createServer({ allowHalfOpen: true }, (socket) => {
  socket.on("data", (data) => {
    if (!socket.write(data)) socket.pause();
  });
  socket.on("drain", () => socket.resume());
  socket.on("end", () => socket.end());
  socket.on("error", () => socket.destroy());
});
server.listen(0, "127.0.0.1", () => announce({ port: portOf(server) }));
