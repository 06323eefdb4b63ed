import { once } from "node:events";
import { connect, createServer as createNetServer, type Socket } from "node:net";
import { join } from "node:path";
import {
  descriptorsOf,
  isAsleep,
  type RunningProgram,
  startProgram,
  turn,
  VirtualClock,
} from "test-harness";
import { expect, test } from "vitest";
import { Descriptors } from "../src/descriptors.ts";
import { close, listening } from "./sockets.ts";

/** The program with room for 64 descriptors, of which Node itself needs about 25. */
const command = {
  cwd: join(import.meta.dirname, ".."),
  script: "prlimit --nofile=64 node --import tsx src/main.ts",
};
const args = ["--port", "0", "--quiet"];

/** A client that has its first byte back, or how it was turned away. */
async function knock(port: number): Promise<Socket | "reset" | "closed"> {
  const client = connect(port, "127.0.0.1");
  const { promise, resolve } = Promise.withResolvers<Socket | "reset" | "closed">();
  client.on("error", () => resolve("reset"));
  client.on("close", () => resolve("closed"));
  client.on("data", () => resolve(client));
  client.write("x");
  return promise;
}

/** Knocks until one more is turned away. Resolves with those who are in. */
async function fill(echo: RunningProgram): Promise<Socket[]> {
  const inside: Socket[] = [];
  for (;;) {
    const client = await knock(echo.port());
    if (typeof client === "string") return inside;
    inside.push(client);
  }
}

test("start turns clients away while descriptors are short, with a reset, and lets the others be", async () => {
  await using echo = await startProgram(command, args);
  await using bystander = await echo.client();
  const inside = await fill(echo);
  expect(inside.length).toBeGreaterThan(10);
  const away = await Promise.all(Array.from({ length: 100 }, () => knock(echo.port())));
  expect(new Set(away)).toEqual(new Set(["reset"]));
  // What is left is for the program's own needs.
  expect(await descriptorsOf(echo.pid)).toBeLessThan(64 - 8);
  await bystander.send("still here");
  await bystander.expect("still here");
  for (const client of inside) {
    client.write("y");
    const [echoed] = await once(client, "data");
    expect(String(echoed)).toBe("y");
  }
  while (!(await isAsleep(echo.pid))) await turn(); // it does not ask the kernel again and again
  const line =
    /^accept failed: Cannot accept more connections: 48 of 64 file descriptors are in use\n$/;
  expect(echo.stderr).toMatch(line);
  for (const client of inside) client.destroy();
});

test("start accepts again as soon as descriptors are free", async () => {
  await using echo = await startProgram(command, args);
  const inside = await fill(echo);
  const leaving = inside.splice(0, 5);
  for (const client of leaving) client.end();
  await Promise.all(leaving.map((client) => once(client, "close")));
  const late = await fill(echo);
  expect(late).toHaveLength(leaving.length);
  for (const client of [...inside, ...late]) client.destroy();
});

test("Descriptors reports a shortage once a minute", async () => {
  const clock = new VirtualClock();
  const reports: string[] = [];
  const report = (error: unknown): number => reports.push(String(error));
  const server = await listening(createNetServer());
  const address = server.address();
  const client = connect(typeof address === "object" ? (address?.port ?? 0) : 0, "127.0.0.1");
  await once(client, "connect");
  const short = new Descriptors(clock, report, 17); // less the 16 that are reserved
  expect([short.sufficeFor(client), short.sufficeFor(client)]).toEqual([false, false]);
  expect(reports).toEqual([
    expect.stringMatching(/^Error: Cannot accept more connections: \d+ of 17 file descriptors/),
  ]);
  await clock.advance(59_999);
  expect([short.sufficeFor(client), reports.length]).toEqual([false, 1]);
  await clock.advance(1);
  expect([short.sufficeFor(client), reports.length]).toEqual([false, 2]);
  for (const limit of [10_000, Infinity]) {
    expect(new Descriptors(clock, report, limit).sufficeFor(client)).toBe(true);
  }
  client.destroy();
  // One that is closed has no descriptor at all.
  expect(short.sufficeFor(client)).toBe(true);
  await close(server);
});
