// A program in the manner of the numbered packages: ready lines, then lines for what it receives.
import { createServer } from "node:net";

const schemes = process.argv.slice(2);
const server = createServer((socket) => {
  socket.on("data", (data) => console.log(`received ${String(data).trim()}`));
  socket.pipe(socket);
});
server.listen(0, "127.0.0.1", () => {
  const { port } = server.address();
  console.log("a line before");
  for (const scheme of schemes) console.log(`listening on ${scheme}://127.0.0.1:${port}`);
  console.error(`harness variables: ${process.env.VITEST ?? "none"}, ${process.env.EXTRA}`);
});
process.on("SIGTERM", () => {
  console.log("stopping");
  process.exit(143);
});
