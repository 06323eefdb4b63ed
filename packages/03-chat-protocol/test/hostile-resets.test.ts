import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createServer } from "02-echo-server";
import { descriptorsOf, startServer, type TcpClient, turn, VirtualClock } from "test-harness";
import { expect, test } from "vitest";
import { ChatGroup, type WhoisContext, WhoisSession } from "../src/mod.ts";
import { temporaryFolder } from "./mail/folder.ts";
import { Gate, until } from "./recorder.ts";
import { start } from "./start.ts";

/** More than all kernel buffers between two ends of a loopback connection hold. */
const LONG = "0123456789abcde\n".repeat(1024 * 1024);

/** A session that says how it was lost. */
class Watched extends WhoisSession {
  readonly losses: string[] = [];

  protected override lost(error: Error | null): void {
    this.losses.push(error === null ? "cleanly" : error.message);
  }
}

/** A server with one client, and what it knows of it. */
async function serve() {
  const clock = new VirtualClock();
  const group = new ChatGroup();
  const gate = new Gate();
  const errors: unknown[] = [];
  const contexts: WhoisContext[] = [];
  const answer = async (query: string, context: WhoisContext): Promise<string> => {
    contexts.push(context);
    if (query === "slow") await gate.wait();
    return query === "long" ? LONG : `<${query}>\r\n`;
  };
  const onError = (error: unknown): number => errors.push(error);
  const options = { clock, group, onError, maxPipelined: 1000 };
  const sessions: Watched[] = [];
  const factory = (): Watched => {
    const session = new Watched(answer, options);
    sessions.push(session);
    return session;
  };
  const running = await startServer(createServer(factory, { clock, onError }));
  const client = await running.client();
  await until(() => group.size === 1);
  const losses = (): string[] => sessions.flatMap((session) => session.losses);
  return {
    running,
    client,
    clock,
    group,
    gate,
    errors,
    contexts,
    losses,
    [Symbol.asyncDispose]: () => running[Symbol.asyncDispose](),
  };
}

type Served = Awaited<ReturnType<typeof serve>>;

/** What a conversation can be about when its client resets the connection. */
const states: readonly {
  readonly state: string;
  readonly enter: (client: TcpClient, served: Served) => Promise<unknown>;
  readonly lost: RegExp;
}[] = [
  { state: "nothing yet", enter: () => Promise.resolve(), lost: /ECONNRESET/ },
  { state: "half a query", enter: (client) => client.sendRaw("example.c"), lost: /ECONNRESET/ },
  {
    state: "a query that is being answered",
    enter: async (client, { gate }) => {
      await client.send("slow");
      await until(() => gate.waiting === 1);
    },
    lost: /ECONNRESET/,
  },
  {
    state: "a query that is being answered, and more has been sent than is read ahead",
    enter: async (client, { gate }) => {
      await client.sendRaw(`slow\r\n${"more\r\n".repeat(100_000)}`);
      await until(() => gate.waiting === 1);
    },
    lost: /ECONNRESET|EPIPE/,
  },
  {
    state: "an answer that it reads",
    enter: async (client) => {
      await client.send("long");
      await client.read(1000);
    },
    lost: /ECONNRESET|EPIPE/,
  },
  {
    state: "an answer that it does not read",
    enter: async (client) => {
      client.pause();
      await client.send("long");
      await turn(100);
    },
    lost: /ECONNRESET|EPIPE/,
  },
  {
    state: "nothing more, after the answer",
    enter: async (client) => {
      await client.send("short");
      await client.expect("<short>");
      await client.expectEnd();
    },
    lost: /^cleanly$/,
  },
];

test.for(states)("a reset leaves nothing of a conversation about $state", async (given) => {
  await using served = await serve();
  const { client, clock, group, gate, contexts } = served;
  await given.enter(client, served);
  await client.reset();
  while (gate.waiting > 0) await gate.open();
  await until(() => group.size === 0);
  expect(served.losses()).toEqual([expect.stringMatching(given.lost)]);
  for (const { signal } of contexts) expect(signal.aborted).toBe(true);
  await until(() => clock.pending === 0);
  expect(served.errors).toEqual([]);
  expect(served.running.server.connections.size).toBe(0);
});

/** What clients of the program do before they reset the connection, taken in turn. */
const manners: readonly ((client: TcpClient) => unknown)[] = [
  () => {},
  (client) => client.sendRaw("example.c"),
  (client) => client.send("example.com"),
  (client) => client.send("long"),
  async (client) => {
    await client.send("long");
    await client.read(1000);
  },
  async (client) => {
    await client.sendRaw("example.com");
    await client.end();
  },
  async (client) => {
    await client.send("example.com");
    await client.readToEnd();
  },
];

test("start has nothing left of clients that reset, and nothing to say of them", async () => {
  const records = await temporaryFolder();
  await writeFile(join(records, "example.com.txt"), "found\n");
  await writeFile(join(records, "long.txt"), LONG.slice(0, 6 * 1024 * 1024));
  await using program = await start({ records });
  const ask = async (): Promise<void> => {
    await using client = await program.client("whois");
    await client.send("example.com");
    expect(await client.readToEnd()).toBe("found\r\n");
  };
  await ask();
  const before = await descriptorsOf(program.pid);
  for (let round = 0; round < 5; round += 1) {
    const visits = manners.map(async (behave) => {
      await using client = await program.client("whois");
      await behave(client);
      await client.reset();
    });
    await Promise.all(visits);
  }
  await ask();
  while ((await descriptorsOf(program.pid)) > before) await turn();
  expect(program.stderr).toBe("");
});
