import { writeFile } from "node:fs/promises";
import { connect, type Socket } from "node:net";
import { join } from "node:path";
import { createServer } from "02-echo-server";
import { startServer, type TcpClient, turn } from "test-harness";
import { expect, test } from "vitest";
import { ChatGroup, finishServing, type WhoisAnswerer, WhoisSession } from "../src/mod.ts";
import { temporaryFolder } from "./mail/folder.ts";
import { settle } from "./recorder.ts";
import { start } from "./start.ts";

async function serve(answer: WhoisAnswerer) {
  const group = new ChatGroup();
  const running = await startServer(createServer(() => new WhoisSession(answer, { group })));
  return {
    running,
    stop: () => finishServing(running.server, group, { graceMs: 60_000 }),
    [Symbol.asyncDispose]: () => running[Symbol.asyncDispose](),
  };
}

/** What a client gets that says this: all until the end, or "reset". */
function ask(port: number, query: string): Promise<string> {
  const client = connect({ port, host: "127.0.0.1", allowHalfOpen: true });
  return outcomeOf(client, query);
}

function outcomeOf(client: Socket, query: string): Promise<string> {
  let answer = "";
  const { promise, resolve } = Promise.withResolvers<string>();
  client.on("data", (data) => (answer += String(data)));
  client.on("end", () => resolve(answer));
  client.on("error", () => resolve("reset"));
  client.write(query);
  return promise.finally(() => client.destroy());
}

test("finishServing answers who had asked, though nobody had read the query", async () => {
  await using served = await serve((query) => `<${query}>\r\n`);
  await using client = await served.running.client();
  await client.send("just in time");
  const finished = served.stop();
  expect(await client.readToEnd()).toBe("<just in time>\r\n");
  expect(await finished).toBe("finished");
});

test("finishServing answers who waited to be let in", async () => {
  await using served = await serve((query) => `<${query}>\r\n`);
  const queries = Array.from({ length: 100 }, (_, index) => `query ${index}`);
  const answers = queries.map((query) => ask(served.running.port, `${query}\r\n`));
  await new Promise((resolve) => {
    process.nextTick(resolve); // then they are connected, and the server knows nothing of it
  });
  const finished = served.stop();
  expect(await Promise.all(answers)).toEqual(queries.map((query) => `<${query}>\r\n`));
  expect(await finished).toBe("finished");
});

test("finishServing lets go who has asked nothing, or half of it", async () => {
  await using served = await serve((query) => `<${query}>\r\n`);
  await using silent = await served.running.client();
  await using slow = await served.running.client();
  await slow.sendRaw("half a quer");
  while (served.running.server.connections.size < 2) await settle();
  const finished = served.stop();
  await silent.expectEnd();
  await slow.expectEnd();
  expect(await finished).toBe("finished");
});

const LINE = "0123456789abcde\n";
/** More than all kernel buffers between two ends of a loopback connection hold. */
const LINES = 300_000;

/** Reads a little now and then. Resolves with the number of bytes. */
async function readSlowly(client: TcpClient): Promise<number> {
  for (let pauses = 0; pauses < 5; pauses += 1) {
    client.pause();
    await turn(2);
    client.resume();
    await turn(2);
  }
  const bytes = await client.readBytesToEnd();
  return bytes.length;
}

test.for(["SIGTERM", "SIGINT"] as const)(
  "start sends on %s every answer that has begun, to its last byte, to slow clients too",
  async (signal) => {
    const records = await temporaryFolder();
    await writeFile(join(records, "long.example.txt"), LINE.repeat(LINES));
    await using program = await start({ records });
    await using clients = new AsyncDisposableStack();
    const readers: TcpClient[] = [];
    for (let count = 0; count < 3; count += 1) {
      const client = clients.use(await program.client("whois"));
      await client.send("long.example");
      await client.read(1);
      client.pause();
      readers.push(client);
    }
    const talker = clients.use(await program.client("whois"));
    await talker.send("long.example");
    await talker.read(1);
    await talker.send("and again", "and again"); // unread input must not cost it the answer
    const idle = clients.use(await program.client("whois"));
    program.signal(signal);
    await idle.expectEnd();
    const lengths = await Promise.all([...readers, talker].map(readSlowly));
    expect(new Set(lengths)).toEqual(new Set([LINES * (LINE.length + 1) - 1]));
    expect(await program.exit).toEqual({ code: signal === "SIGTERM" ? 143 : 130, signal: null });
    expect(program.stderr).toBe("");
  },
);

test("start under load stops without sending any answer in part", async () => {
  await using program = await start();
  const port = program.port("whois");
  const whole = await ask(port, "example.com\r\n");
  const outcomes = new Set<string>();
  let answered = 0;
  const askUntilRefused = async (): Promise<void> => {
    for (;;) {
      const client = connect({ port, host: "127.0.0.1", allowHalfOpen: true });
      const refused = new Promise<boolean>((resolve) => {
        client.once("connect", () => resolve(false));
        client.once("error", (error: NodeJS.ErrnoException) =>
          resolve(error.code === "ECONNREFUSED"),
        );
      });
      const outcome = await outcomeOf(client, "example.com\r\n");
      if (await refused) return;
      outcomes.add(outcome);
      if (outcome === whole) answered += 1;
      if (answered === 1000) program.signal("SIGTERM");
    }
  };
  await Promise.all(Array.from({ length: 64 }, askUntilRefused));
  // Nothing: let in, and gone before it could ask. Reset: came in the moment of closing.
  outcomes.delete("");
  outcomes.delete("reset");
  expect(outcomes).toEqual(new Set([whole]));
  expect(await program.exit).toEqual({ code: 143, signal: null });
  expect(program.stderr).toBe("");
});
