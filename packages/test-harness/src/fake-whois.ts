/**
 * A WHOIS registry on a real port that says what the test wants.
 *
 * ```ts
 * await using registry = await fakeWhois({ "domain example.com": "Domain Name: EXAMPLE.COM\r\n" });
 * // … let the code under test ask registry.address …
 * registry.asked; // ["domain example.com"]
 * ```
 */
import { createServer, type Socket } from "node:net";
import { bytesOf, deliver, deliverEndlessly } from "./deliver.ts";
import type { FakeContent, FakeReply } from "./fake-reply.ts";
import { type FakeOptions, FakeServer, type FakeUpstream } from "./fake-upstream.ts";
import { refuse } from "./refuse.ts";
import { prepare } from "./reply-script.ts";
import { turn } from "./turn.ts";

/** What a fake WHOIS server does with one query line. */
export type WhoisReply = FakeReply<FakeContent>;

const NO_REPLY = "% test-harness: no reply for this query\r\n";

/**
 * Starts a fake WHOIS server. `replies` is a table by query line (without its line end), a function
 * from query line to reply, or `"refuse"`: an address where nobody listens. What is not in the
 * table gets `options.fallback`, or else a comment line that says so.
 */
export async function fakeWhois(
  replies: Readonly<Record<string, WhoisReply>> | ((query: string) => WhoisReply) | "refuse",
  options: FakeOptions<WhoisReply> = {},
): Promise<FakeUpstream> {
  if (replies === "refuse") return refuse(options.host);
  const table = new Map(typeof replies === "function" ? [] : Object.entries(replies));
  const replyTo = (query: string): WhoisReply =>
    typeof replies === "function"
      ? replies(query)
      : (table.get(query) ?? options.fallback ?? NO_REPLY);
  const server = createServer({ allowHalfOpen: true, noDelay: true });
  const fake = await FakeServer.listen(server, [...table.keys()], options.host);
  server.on("connection", (socket) => {
    onQuery(socket, (query) => {
      void fake.serve(query, socket, (signal) => answer(socket, replyTo(query), query, signal));
    });
  });
  return fake;
}

/** Calls back once with the first line; a client that ends without LF has asked what it sent. */
function onQuery(socket: Socket, callback: (query: string) => void): void {
  let received = "";
  let asked = false;
  const ask = (query: string): void => {
    if (asked) return;
    asked = true;
    callback(query);
  };
  socket.setEncoding("utf8");
  socket.on("data", (text: string) => {
    received += text;
    const at = received.indexOf("\n");
    if (at >= 0) ask(received.slice(0, at).replace(/\r$/, ""));
  });
  socket.on("end", () => {
    if (received === "") socket.end();
    else ask(received);
  });
  socket.on("error", () => socket.destroy());
}

async function answer(
  socket: Socket,
  reply: WhoisReply,
  query: string,
  signal: AbortSignal,
): Promise<void> {
  const script = await prepare(reply, query, signal);
  if (script.kind === "endless") await deliverEndlessly(socket, script.text, signal);
  if (script.kind === "send") {
    await deliver(socket, await bytesOf(script.content), script, signal);
  }
  const ending = script.kind === "send" ? script.ending : script.kind;
  if (ending === "end") socket.end();
  if (ending === "reset") {
    await turn(); // An RST may overtake what was sent just before it.
    socket.resetAndDestroy();
  }
}
