import { createTask, run } from "01-background-tasks";
import { createServer, ListenError } from "02-echo-server";
import { startServer, TcpClient, turn } from "test-harness";
import { expect, test } from "vitest";
import { addressOf } from "./serve.ts";

test("Server.serveForever starts serving, and resolves by close alone", async () => {
  await using server = await createServer(() => ({}), { startServing: false });
  const forever = server.serveForever();
  while (!server.serving) await turn(1);
  await using client = await TcpClient.connect(addressOf(server));
  await client.end();
  await client.expectEnd();
  server.close();
  await expect(forever).resolves.toBeUndefined();
});

test("Server.serveForever refuses a second call at a time", async () => {
  await using server = await createServer(() => ({}));
  const forever = server.serveForever();
  await expect(server.serveForever()).rejects.toThrow("Cannot serve for ever twice at a time");
  server.close();
  await forever;
  await expect(server.serveForever()).rejects.toThrow(
    "Cannot serve for ever: the server is closed",
  );
});

test("Server.serveForever closes and rejects with the reason when its signal aborts", async () => {
  await using running = await startServer(createServer(() => ({})));
  const controller = new AbortController();
  const forever = running.server.serveForever({ signal: controller.signal });
  const reason = new Error("enough");
  controller.abort(reason);
  expect(running.server.serving).toBe(false);
  await expect(forever).rejects.toBe(reason);
});

test("Server.serveForever with an aborted signal closes at once", async () => {
  await using server = await createServer(() => ({}));
  const reason = new Error("too late");
  await expect(server.serveForever({ signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  expect(server.serving).toBe(false);
});

test("Server.serveForever passes on why it cannot listen", async () => {
  await using first = await createServer(() => ({}));
  const { port } = addressOf(first);
  await using second = await createServer(() => ({}), { port, startServing: false });
  await expect(second.serveForever()).rejects.toThrow(ListenError);
  await first.shutdown();
  const forever = second.serveForever();
  while (!second.serving) await turn(1);
  second.close();
  await expect(forever).resolves.toBeUndefined();
});

test("a server is closed when the run that it was made in ends", async () => {
  const server = await run(async () => createServer(() => ({})));
  expect(server.serving).toBe(false);
  await expect(TcpClient.connect(addressOf(server))).rejects.toThrow("ECONNREFUSED");
});

test("a server that serves for ever in a run ends with it", async () => {
  const ended = await run(async () => {
    const server = await createServer(() => ({}));
    const task = createTask(() => server.serveForever(), { name: "serve" });
    return { server, task };
  });
  const [outcome] = await Promise.allSettled([ended.task]);
  expect(outcome.status).toBe("rejected");
  expect(ended.server.serving).toBe(false);
});

test("Server.serveForever stops when its task is cancelled", async () => {
  await using server = await createServer(() => ({}));
  await run(async () => {
    const task = createTask(() => server.serveForever());
    await turn();
    expect(server.serving).toBe(true);
    task.cancel();
    await task.settled();
    expect(server.serving).toBe(false);
  });
});

test("Server.serveForever resolves when close comes while it still starts", async () => {
  await using server = await createServer(() => ({}), { startServing: false });
  const forever = server.serveForever();
  server.close();
  await expect(forever).resolves.toBeUndefined();
  expect(server.serving).toBe(false);
});
