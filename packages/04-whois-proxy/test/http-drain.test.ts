/** How the HTTP door ends: who has asked is answered and told to go, everybody else is let go at once. */

import { mkdtempDisposable, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fakeWhois, startProgram } from "test-harness";
import { expect, test } from "vitest";
import { readResponse, request, startHttpDoor } from "./support/start-http-door.ts";

const RECORD = "Domain Name: example.nu\r\n";
const SLOW = '[upstream]\ntimeout = "1h"\ndeadline = "1h"\n';
const zone = (whois: string): string => `[zones.nu]\nwhois = "${whois}"\nrdap = []\n`;

test("drain ends idle and half requests at once, and says close in the answers that it waits for", async () => {
  const reply = Promise.withResolvers<string>();
  await using upstream = await fakeWhois({ "example.nu": () => reply.promise });
  await using http = await startHttpDoor(zone(upstream.hostPort));
  await using idle = await http.client();
  await idle.sendRaw(request("/healthz"));
  expect((await readResponse(idle)).headers["connection"]).toBe("keep-alive");
  await using half = await http.client();
  await half.sendRaw("GET /heal");
  await using asking = await http.client();
  await asking.sendRaw(request("/whois/example.nu"));
  await upstream.waitForAsked();
  await http.hasOpen(3);
  const drained = http.drain(1000);
  await idle.expectEnd();
  await half.expectEnd();
  reply.resolve(RECORD);
  expect(await readResponse(asking)).toMatchObject({
    status: 200,
    headers: { connection: "close" },
    body: expect.stringContaining(RECORD),
  });
  await asking.expectEnd();
  await drained;
  expect(http.clock.pending).toBe(0);
});

test("drain shows a keep-alive client a readyz of 503", async () => {
  const reply = Promise.withResolvers<string>();
  await using upstream = await fakeWhois({ "example.nu": () => reply.promise });
  await using http = await startHttpDoor(zone(upstream.hostPort));
  await using client = await http.client();
  await client.sendRaw(request("/readyz"));
  expect((await readResponse(client)).status).toBe(200);
  await client.sendRaw(request("/whois/example.nu") + request("/readyz"));
  await upstream.waitForAsked();
  const drained = http.drain(1000);
  reply.resolve(RECORD);
  expect((await readResponse(client)).headers["connection"]).toBe("keep-alive");
  expect(await readResponse(client)).toMatchObject({
    status: 503,
    headers: { connection: "close" },
    body: "draining\n",
  });
  await client.expectEnd();
  await drained;
});

test("drain waits for an answer that is being written, and then closes", async () => {
  const long = `${RECORD}${"Remark: a long one\r\n".repeat(700_000)}`;
  await using upstream = await fakeWhois({ "example.nu": long });
  await using http = await startHttpDoor(
    `[upstream]\nmax_reply = "64MiB"\n${zone(upstream.hostPort)}`,
  );
  await using client = await http.client();
  await client.sendRaw(request("/whois/example.nu"));
  await client.read(1);
  client.pause();
  const drained = http.drain(1000);
  client.resume();
  expect((await client.readToEnd()).endsWith(long)).toBe(true);
  await drained;
});

test("drain waits for no client that was turned away", async () => {
  await using http = await startHttpDoor("[clients]\nmax_connections = 1");
  await using client = await http.client();
  await http.hasOpen(1);
  await using refused = await http.client();
  expect((await readResponse(refused)).status).toBe(503);
  await http.drain(1000);
  await client.expectEnd();
  expect(http.clock.pending).toBe(0);
});

test("finish lets nobody in who comes by another listening socket", async () => {
  await using http = await startHttpDoor();
  http.door.finish();
  await using client = await http.client();
  await client.expectEnd();
  expect(http.door.size).toBe(0);
});

test("drain cuts what is not answered in its grace", async () => {
  await using upstream = await fakeWhois({ "example.nu": "hang" });
  await using http = await startHttpDoor(SLOW + zone(upstream.hostPort));
  await using client = await http.client();
  await client.sendRaw(request("/whois/example.nu"));
  await upstream.waitForAsked();
  const drained = http.drain(1000);
  await http.clock.advance(1000);
  await client.expectEnd();
  await drained;
  expect(http.door.size).toBe(0);
});

test("SIGTERM: the program waits for the answers of its HTTP door, and for nobody else", async () => {
  const reply = Promise.withResolvers<string>();
  await using upstream = await fakeWhois({ "example.nu": () => reply.promise });
  await using folder = await mkdtempDisposable(join(tmpdir(), "whois-proxy-"));
  const file = join(folder.path, "proxy.toml");
  // With an hour for each of them, whoever is waited for in vain makes the test fail.
  await writeFile(file, `[clients]\nidle_timeout = "1h"\n${SLOW}${zone(upstream.hostPort)}`);
  await using program = await startProgram("04-whois-proxy", ["--config", file, "--port", "0"], {
    ready: ["whois", "http"],
  });
  await using idle = await program.client("http");
  await idle.sendRaw(request("/readyz"));
  expect((await readResponse(idle)).status).toBe(200);
  await using half = await program.client("http");
  await half.sendRaw(request("/healthz") + request("/healthz").slice(0, 20));
  expect((await readResponse(half)).status).toBe(200);
  await using asking = await program.client("http");
  await asking.sendRaw(request("/whois/example.nu"));
  await upstream.waitForAsked();
  program.signal("SIGTERM");
  await idle.expectEnd();
  await half.expectEnd();
  reply.resolve(RECORD);
  expect((await readResponse(asking)).headers["connection"]).toBe("close");
  await asking.expectEnd();
  expect(await program.exit).toEqual({ code: 0, signal: null });
  expect(program.stderr).not.toMatch(/^\s+at /m);
});
