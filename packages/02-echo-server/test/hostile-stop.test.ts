import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { createServer, Echo } from "02-echo-server";
import { startProgram, startServer, TcpClient, turn, VirtualClock } from "test-harness";
import { expect, test } from "vitest";
import { LINGER_MS } from "../src/linger.ts";
import { serve } from "./serve.ts";

const MIB = 1024 * 1024;

/** Clients that are connected, as far as the kernels are concerned, and whom nobody has accepted. */
async function atTheDoor(port: number, count: number): Promise<Socket[]> {
  const clients = Array.from({ length: count }, () => {
    const client = connect({ port, host: "127.0.0.1", allowHalfOpen: true });
    return client.on("error", () => {});
  });
  // Node connects in the next tick; the server's turn comes after all ticks.
  await new Promise((resolve) => {
    process.nextTick(resolve);
  });
  return clients;
}

/** How the connection ends for a client that does nothing: "end" or "error". */
function endingOf(client: Socket): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>();
  client.once("end", () => resolve("end")).once("error", () => resolve("error"));
  client.resume();
  return promise;
}

test("Server.stop lets in who waits to be accepted, and nobody after them", async () => {
  await using running = await startServer(createServer(() => new Echo()));
  const clients = await atTheDoor(running.port, 100);
  const stopped = running.server.stop();
  expect(running.server.serving).toBe(false);
  await stopped;
  expect(running.server.connections.size).toBe(100);
  await expect(running.client()).rejects.toThrow("ECONNREFUSED");
  for (const client of clients) client.end("hello");
  const echoed = clients.map(async (client) => String(await client.toArray()));
  expect(new Set(await Promise.all(echoed))).toEqual(new Set(["hello"]));
});

test("Server.close resets who waits to be accepted: that is what stop is for", async () => {
  await using running = await startServer(createServer(() => new Echo()));
  const clients = await atTheDoor(running.port, 10);
  running.server.close();
  const endings = await Promise.all(clients.map(endingOf));
  expect(new Set(endings)).toEqual(new Set(["error"]));
});

test("Server.stop has the protocols receive what had arrived", async () => {
  await using served = await serve();
  await served.client.sendRaw("just in time");
  await served.server.stop();
  expect(served.recorder.text).toBe("just in time");
  expect(served.server.connections.size).toBe(1);
});

test("Server.stop ends under a load that leaves no turn without a new client", async () => {
  const backlog = 5;
  await using running = await startServer(createServer(() => new Echo(), { backlog }));
  const crowd: Socket[] = [];
  const state = { stopped: false };
  const stopping = running.server.stop().then(() => (state.stopped = true));
  while (!state.stopped) {
    crowd.push(...(await atTheDoor(running.port, 1)));
    await turn(1);
  }
  await stopping;
  // Each turn lets one in; a few more turns pass before we hear that it is over.
  expect(running.server.connections.size).toBeLessThanOrEqual(2 * backlog);
  expect(crowd.length).toBeGreaterThan(backlog);
  for (const client of crowd) client.destroy();
});

test("Server.serveForever that is interrupted lets in who waits, and shutdown says goodbye", async () => {
  await using running = await startServer(createServer(() => new Echo()));
  const controller = new AbortController();
  const forever = running.server.serveForever({ signal: controller.signal });
  const clients = await atTheDoor(running.port, 20);
  controller.abort(new Error("enough"));
  await expect(forever).rejects.toThrow("enough");
  const endings = clients.map(endingOf);
  expect(await running.server.shutdown()).toBe("drained");
  expect(new Set(await Promise.all(endings))).toEqual(new Set(["end"]));
  for (const client of clients) client.destroy();
});

test("Server.shutdown hears out a client that goes on sending, so that it gets our last words", async () => {
  const clock = new VirtualClock();
  await using served = await serve({}, { clock });
  const transport = await served.recorder.made;
  served.client.pause();
  transport.write(Buffer.alloc(MIB)); // fits into the kernel's buffers: nothing is left to wait for
  const shutdown = served.server.shutdown({ graceMs: 60_000 });
  while (served.server.connections.size > 0) {
    await served.client.sendRaw("more and more");
    await turn(1);
  }
  served.client.resume();
  expect(await served.client.readBytesToEnd()).toHaveLength(MIB);
  await served.client.end();
  expect(await shutdown).toBe("drained");
  expect(clock.pending).toBe(0);
});

test("Server.shutdown hears a client out no longer than it lingers, or than the grace", async () => {
  for (const graceMs of [LINGER_MS / 2, 2 * LINGER_MS]) {
    const clock = new VirtualClock();
    await using served = await serve({}, { clock });
    const shutdown = served.server.shutdown({ graceMs });
    await served.client.sendRaw("more and more");
    await clock.advance(Math.min(graceMs, LINGER_MS));
    expect(await shutdown).toBe("drained"); // all that was written was sent
    expect(clock.pending).toBe(0);
  }
});

test.for(["SIGTERM", "SIGINT"] as const)(
  "start sends on %s what it has echoed to slow clients who go on sending, to the last byte",
  async (signal) => {
    await using echo = await startProgram("02-echo-server", ["--port", "0", "--quiet"]);
    const talkers = await Promise.all(Array.from({ length: 5 }, () => Talker.connect(echo.port())));
    for (const talker of talkers) await talker.fallBehind();
    echo.signal(signal);
    while (await accepts(echo.port())) await turn();
    const echoed = await Promise.all(talkers.map((talker) => talker.readToEnd()));
    for (const [index, heard] of echoed.entries()) {
      expect(heard.length).toBeGreaterThan(MIB);
      expect(talkers[index]?.said.startsWith(heard)).toBe(true);
    }
    expect(await echo.exit).toEqual({ code: signal === "SIGTERM" ? 143 : 130, signal: null });
    expect(echo.stderr).toBe("");
  },
);

async function accepts(port: number): Promise<boolean> {
  try {
    const client = await TcpClient.connect({ host: "127.0.0.1", port });
    await client[Symbol.asyncDispose]();
    return true;
  } catch {
    return false;
  }
}

/** A client that sends without end, and reads when it is told to. */
class Talker {
  said = "";
  readonly #socket: Socket;
  #count = 0;

  constructor(socket: Socket) {
    this.#socket = socket.pause();
  }

  static async connect(port: number): Promise<Talker> {
    const socket = connect({ port, host: "127.0.0.1", allowHalfOpen: true });
    await once(socket, "connect");
    return new Talker(socket);
  }

  /** Talks until the server takes no more. */
  async fallBehind(): Promise<void> {
    for (let stuck = 0; stuck < 50; await turn()) {
      if (this.#socket.writableLength === 0) this.#talk();
      else stuck += 1;
    }
  }

  /** All that comes until the server's end; talks on all the while, then ends too. */
  async readToEnd(): Promise<string> {
    let heard = "";
    this.#socket.on("data", (data) => {
      heard += data.toString("latin1");
      if (this.#socket.writableLength === 0) this.#talk();
    });
    await once(this.#socket.resume(), "end");
    this.#socket.destroy();
    return heard;
  }

  #talk(): void {
    const lines: string[] = [];
    for (let left = 4096; left > 0; left -= 1)
      lines.push(`${(this.#count += 1)} is the next number\r\n`);
    const text = lines.join("");
    this.said += text;
    this.#socket.write(text);
  }
}
