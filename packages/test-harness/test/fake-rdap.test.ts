import { join } from "node:path";
import { expect, test } from "vitest";
import { type FakeRdap, fakeRdap, TcpClient, turn, VirtualClock } from "../src/mod.ts";

const domain = { objectClassName: "domain", ldhName: "example.com", status: ["active"] };
const path = "/domain/example.com";

/** Asks without keeping the connection, so that nothing is left open behind the test. */
function get(fake: FakeRdap, to = path, signal?: AbortSignal): Promise<Response> {
  const url = new URL(to, fake.url);
  return fetch(url, {
    redirect: "manual",
    headers: { connection: "close" },
    signal: signal ?? null,
  });
}

test("fakeRdap answers a path with an RDAP object", async () => {
  await using fake = await fakeRdap({ [path]: domain, "/ip/192.0.2.1": domain });
  const response = await get(fake);
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toBe("application/rdap+json");
  expect(await response.json()).toEqual(domain);
  expect(fake.asked).toEqual([path]);
  expect(fake.unused()).toEqual(["/ip/192.0.2.1"]);
  expect(fake.url).toBe(`http://${fake.hostPort}/`);
});

test("fakeRdap records method, path as it came, and headers", async () => {
  await using fake = await fakeRdap({});
  await get(fake, "/domain/b%C3%BCcher.example?x=1");
  const [request] = fake.requests;
  expect(request).toMatchObject({ method: "GET", path: "/domain/b%C3%BCcher.example?x=1" });
  expect(request?.headers["host"]).toBe(fake.hostPort);
});

test("fakeRdap answers 404 with an RDAP error when it has no reply, or gives the fallback", async () => {
  await using plain = await fakeRdap({});
  const missing = await get(plain);
  expect(missing.status).toBe(404);
  expect(await missing.json()).toMatchObject({ errorCode: 404 });
  await using other = await fakeRdap({}, { fallback: { status: 503, body: "busy" } });
  const busy = await get(other);
  expect([busy.status, await busy.text()]).toEqual([503, "busy"]);
});

test("fakeRdap sends status, headers, type and body as told", async () => {
  await using fake = await fakeRdap({
    [path]: {
      status: 429,
      headers: { "retry-after": "60" },
      contentType: "text/html",
      body: "<p>",
    },
    "/empty": { status: 204 },
    "/bytes": { body: Uint8Array.of(0xff) },
  });
  const limited = await get(fake);
  expect(limited.status).toBe(429);
  expect(limited.headers.get("retry-after")).toBe("60");
  expect(limited.headers.get("content-type")).toBe("text/html");
  expect(await limited.text()).toBe("<p>");
  expect((await get(fake, "/empty")).status).toBe(204);
  expect(await (await get(fake, "/bytes")).bytes()).toEqual(Uint8Array.of(0xff));
});

test("fakeRdap compresses when told to", async () => {
  await using fake = await fakeRdap({ [path]: { body: domain, gzip: true } });
  const response = await get(fake);
  expect(response.headers.get("content-encoding")).toBe("gzip");
  expect(await response.json()).toEqual(domain);
});

test("fakeRdap redirects", async () => {
  const redirect = "http://registrar.example/domain/example.com";
  await using fake = await fakeRdap({ [path]: { redirect }, "/moved": { redirect, status: 301 } });
  const response = await get(fake);
  expect(response.status).toBe(302);
  expect(response.headers.get("location")).toBe(redirect);
  expect((await get(fake, "/moved")).status).toBe(301);
});

test("fakeRdap serves a file", async () => {
  await using fake = await fakeRdap({
    [path]: { file: join(import.meta.dirname, "../package.json") },
  });
  expect(await (await get(fake)).json()).toMatchObject({ name: "test-harness" });
});

test("fakeRdap delays by the virtual clock only", async () => {
  const clock = new VirtualClock();
  await using fake = await fakeRdap({ [path]: { delayMs: 3000, clock, reply: domain } });
  const response = get(fake);
  await clock.waitForTimer(3000);
  await clock.advance(3000);
  expect((await response).status).toBe(200);
});

test("fakeRdap hangs before the headers, and sees the client leave", async () => {
  await using fake = await fakeRdap({ [path]: "hang" });
  const leaving = new AbortController();
  const response = get(fake, path, leaving.signal);
  expect(await fake.waitForAsked()).toBe(path);
  expect(fake.open).toBe(1);
  leaving.abort();
  await expect(response).rejects.toThrow("aborted");
  await fake.waitForIdle();
});

test("fakeRdap resets before the headers", async () => {
  await using fake = await fakeRdap({ [path]: "reset" });
  await expect(get(fake)).rejects.toMatchObject({ cause: { code: "ECONNRESET" } });
});

test("fakeRdap cuts the body short of its content-length, by an end, a reset, or silence", async () => {
  await using fake = await fakeRdap({
    "/end": { truncateAt: 10, of: domain },
    "/reset": { truncateAt: 10, of: domain, with: "reset" },
    "/hang": { truncateAt: 10, of: domain, with: "hang" },
  });
  const length = String(JSON.stringify(domain).length);
  const response = await get(fake, "/end");
  expect(response.headers.get("content-length")).toBe(length);
  await expect(response.text()).rejects.toThrow("terminated");
  await using ended = await bodyReader(fake, "/end");
  await ended.expectBytes('{"objectCl');
  await ended.expectEnd();
  await ended.end();
  await using reset = await bodyReader(fake, "/reset");
  await reset.expectBytes('{"objectCl');
  await reset.expectReset();
  await fake.waitForIdle();
  await using silent = await bodyReader(fake, "/hang");
  await silent.expectBytes('{"objectCl');
  await turn();
  expect(fake.open).toBe(1);
});

test("fakeRdap drips the body", async () => {
  await using fake = await fakeRdap({ [path]: { drip: domain, every: 20 } });
  const response = await get(fake);
  const pieces: string[] = [];
  for await (const piece of response.body ?? []) pieces.push(Buffer.from(piece).toString());
  expect(pieces.length).toBeGreaterThan(1);
  expect(JSON.parse(pieces.join(""))).toEqual(domain);
});

test("fakeRdap repeats without end until the client leaves", async () => {
  await using fake = await fakeRdap({ [path]: { repeat: "x" } });
  const response = await get(fake);
  let received = 0;
  for await (const piece of response.body ?? []) {
    received += piece.length;
    if (received > 1024 * 1024) break;
  }
  expect(received).toBeGreaterThan(1024 * 1024);
  await fake.waitForIdle();
});

test("fakeRdap refuses", async () => {
  await using nobody = await fakeRdap("refuse");
  await expect(get(nobody)).rejects.toMatchObject({ cause: { code: "ECONNREFUSED" } });
});

test("fakeRdap asks a function for each path", async () => {
  await using fake = await fakeRdap((asked) => ({ body: asked }));
  expect(await (await get(fake, "/a")).text()).toBe("/a");
  expect(await (await get(fake, "/b")).text()).toBe("/b");
});

test("fakeRdap tells when a reply is no answer: a mistake in the test", async () => {
  const fake = await fakeRdap({ [path]: { statsu: 404 } });
  await expect(get(fake)).rejects.toMatchObject({ cause: { code: "ECONNRESET" } });
  await expect(fake[Symbol.asyncDispose]()).rejects.toThrow('Cannot reply with "{ statsu }"');
});

/** A client that has asked, and read the headers: the body comes next. */
async function bodyReader(fake: FakeRdap, to: string): Promise<TcpClient> {
  const client = await TcpClient.connect(fake.address);
  await client.send(`GET ${to} HTTP/1.1`, `Host: ${fake.hostPort}`, "");
  for (let line = "-"; line !== "";) [line = ""] = await client.expect(/^/);
  return client;
}
