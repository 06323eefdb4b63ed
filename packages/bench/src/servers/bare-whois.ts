/** The peer of a cached answer: reads up to a line end, sends bytes that it has, closes. */

import { createServer } from "node:net";
import { cachedAnswer } from "../cached-answer.ts";
import { portOf } from "../port.ts";
import { announce } from "../serve.ts";

const answer = Buffer.from(`% outcome: found\r\n\r\n${cachedAnswer}`);
const server = createServer({ allowHalfOpen: true }, (socket) => {
  let line = "";
  socket.on("data", (data) => {
    line += data.toString();
    if (line.includes("\n")) socket.end(answer);
  });
  socket.on("error", () => socket.destroy());
});
server.listen(0, "127.0.0.1", () => announce({ port: portOf(server) }));
