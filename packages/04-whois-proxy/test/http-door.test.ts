/** The HTTP door's limits and manners, over real sockets. What it answers is in `main.test.ts` too. */

import { fakeRdap, fakeWhois, turn } from "test-harness";
import { expect, test } from "vitest";
import { headersOf } from "../src/doors/http-answer.ts";
import { readResponse, request, startHttpDoor } from "./support/start-http-door.ts";

const RECORD = "Domain Name: example.nu\r\n";
const SLOW = '[upstream]\ntimeout = "1h"\ndeadline = "1h"\n';
const zone = (whois: string): string => `[zones.nu]\nwhois = "${whois}"\nrdap = []\n`;

test("HttpDoor answers a connection beyond max_connections_per_client with 503 and closes it", async () => {
  await using http = await startHttpDoor("[clients]\nmax_connections_per_client = 1");
  await using first = await http.client();
  await first.sendRaw(request("/healthz"));
  expect(await readResponse(first)).toMatchObject({ status: 200, body: "ok\n" });
  await using second = await http.client();
  await second.sendRaw(request("/healthz"));
  expect(await readResponse(second)).toMatchObject({
    status: 503,
    headers: { connection: "close", "retry-after": "60" },
    body: expect.stringMatching(
      /^% outcome: overloaded\r\n\r\n.*from 127\.0\.0\.1: at most 1 at a time\r\n$/,
    ),
  });
  await second.expectEnd();
  await using other = await http.client("127.0.0.2");
  await other.sendRaw(request("/healthz"));
  expect((await readResponse(other)).status).toBe(200);
});

test("HttpDoor counts all clients together against max_connections, and no longer those that left", async () => {
  await using http = await startHttpDoor("[clients]\nmax_connections = 1");
  await using first = await http.client();
  await http.hasOpen(1);
  const refused = await fetch(http.url("/healthz"));
  expect([refused.status, refused.headers.get("connection")]).toEqual([503, "close"]);
  expect(await refused.text()).toContain("Too many connections: at most 1 at a time\r\n");
  await first.reset();
  await http.hasOpen(0);
  await using next = await http.client("127.0.0.2");
  await next.sendRaw(request("/healthz"));
  expect((await readResponse(next)).status).toBe(200);
});

test("HttpDoor closes a refused connection whose client does not", async () => {
  await using http = await startHttpDoor("[clients]\nmax_connections = 1");
  await using first = await http.client();
  await http.hasOpen(1);
  await using refused = await http.client();
  expect((await readResponse(refused)).status).toBe(503);
  await refused.expectEnd();
  expect(http.door.size).toBe(2);
  await http.clock.advance(2000);
  await http.hasOpen(1);
  await first.reset();
  await http.hasOpen(0);
});

test("HttpDoor knows an IPv4 client of a dual-stack socket by its IPv4 address", async () => {
  await using http = await startHttpDoor("[clients]\nmax_connections_per_client = 1", "::");
  await using first = await http.client();
  await first.sendRaw(request("/whois/10.0.0.1"));
  expect((await readResponse(first)).status).toBe(200);
  expect(http.logged).toEqual([expect.objectContaining({ peer: "127.0.0.1" })]);
  await using second = await http.client();
  expect((await readResponse(second)).body).toContain("from 127.0.0.1: ");
});

test.for([
  ["nothing", ""],
  ["half a head", "GET /healthz HTTP/1.1\r\nHo"],
])("HttpDoor cuts a client that sent %s for idle_timeout", async ([, bytes = ""]) => {
  await using http = await startHttpDoor('[clients]\nidle_timeout = "200ms"');
  await using client = await http.client();
  await http.hasOpen(1);
  await client.sendRaw(bytes);
  await http.clock.advance(200);
  await client.expectEnd();
  expect(http.clock.pending).toBe(0);
});

test("HttpDoor cuts a client that asked nothing more for idle_timeout after its last answer", async () => {
  await using http = await startHttpDoor('[clients]\nidle_timeout = "200ms"');
  await using client = await http.client();
  await http.hasOpen(1);
  await http.clock.advance(150);
  await client.sendRaw(request("/healthz"));
  expect((await readResponse(client)).status).toBe(200);
  await turn();
  await http.clock.advance(150);
  await client.sendRaw(request("/healthz"));
  expect((await readResponse(client)).status).toBe(200);
  await turn();
  await http.clock.advance(200);
  await client.expectEnd();
});

test("HttpDoor gives a head that drips in no more time than one that does not", async () => {
  await using http = await startHttpDoor();
  await using client = await http.client();
  await http.hasOpen(1);
  for (const piece of ["GET /hea", "lthz HTTP", "/1.1\r\nHo"]) {
    await client.sendRaw(piece);
    await http.clock.advance(http.idleMs / 4);
  }
  await http.clock.advance(http.idleMs / 4);
  await client.expectEnd();
});

test("HttpDoor lets a client wait for its answer longer than idle_timeout", async () => {
  const reply = Promise.withResolvers<string>();
  await using upstream = await fakeWhois({ "example.nu": () => reply.promise });
  await using http = await startHttpDoor(SLOW + zone(upstream.hostPort));
  await using client = await http.client();
  await client.sendRaw(request("/whois/example.nu"));
  await upstream.waitForAsked();
  await http.clock.advance(3 * http.idleMs);
  reply.resolve(RECORD);
  expect((await readResponse(client)).body).toContain(RECORD);
});

test("HttpDoor works on one of a connection's pipelined requests at a time, in their order", async () => {
  const first = Promise.withResolvers<string>();
  await using upstream = await fakeWhois({ "a.nu": () => first.promise, "b.nu": "b\r\n" });
  await using http = await startHttpDoor(zone(upstream.hostPort));
  await using client = await http.client();
  await client.sendRaw(request("/whois/a.nu") + request("/whois/b.nu") + request("/nothing"));
  await upstream.waitForAsked();
  await turn();
  expect(upstream.asked).toEqual(["a.nu"]);
  first.resolve("Domain Name: a.nu\r\n");
  expect((await readResponse(client)).body).toContain("Domain Name: a.nu\r\n");
  expect((await readResponse(client)).body).toContain("% source: whois");
  expect((await readResponse(client)).status).toBe(404);
  expect(upstream.asked).toEqual(["a.nu", "b.nu"]);
});

test.for([
  [17, "answers"],
  [18, "cuts"],
] as const)("HttpDoor with %i requests at a time from one client %s it", async ([count, does]) => {
  const reply = Promise.withResolvers<string>();
  await using upstream = await fakeWhois({ "example.nu": () => reply.promise });
  await using http = await startHttpDoor(zone(upstream.hostPort));
  await using client = await http.client();
  await client.sendRaw(request("/whois/example.nu") + request("/healthz").repeat(count - 1));
  await upstream.waitForAsked();
  if (does === "cuts") await client.expectEnd();
  reply.resolve(RECORD);
  const answers = does === "cuts" ? 0 : count;
  for (let at = 0; at < answers; at += 1) expect((await readResponse(client)).status).toBe(200);
  expect(http.door.size).toBe(does === "cuts" ? 0 : 1);
});

/** Longer than what two kernels keep for a client that does not read. */
const LONG = `${RECORD}${"Remark: bücher 📚, a long one\r\n".repeat(600_000)}`;
const LONG_LIMITS = '[upstream]\nmax_reply = "64MiB"\n';

test("HttpDoor cuts a client that takes nothing of its answer for idle_timeout", async () => {
  await using upstream = await fakeWhois({ "example.nu": LONG });
  await using http = await startHttpDoor(LONG_LIMITS + zone(upstream.hostPort));
  await using client = await http.client();
  client.pause();
  await client.sendRaw(request("/whois/example.nu"));
  // The door has the answer; from now on only the client is waited for.
  while (http.logged.length === 0) await turn();
  while (http.door.size > 0) await http.clock.advance(http.idleMs);
  client.resume();
  expect((await client.readBytesToEnd()).length).toBeLessThan(Buffer.byteLength(LONG));
});

test("HttpDoor gives a client that reads slowly all of a long answer, in pieces", async () => {
  await using upstream = await fakeWhois({ "example.nu": LONG });
  await using http = await startHttpDoor(LONG_LIMITS + zone(upstream.hostPort));
  await using client = await http.client();
  await client.sendRaw(request("/whois/example.nu"));
  const parts: Buffer[] = [await client.read(1)];
  for (let round = 0; round < 4; round += 1) {
    client.pause();
    await http.clock.advance(http.idleMs);
    client.resume();
    parts.push(await client.read(4 * 1024 * 1024));
  }
  await client.sendRaw("GET /healthz HTTP/1.0\r\n\r\n");
  parts.push(await client.readBytesToEnd());
  const text = Buffer.concat(parts).toString("utf8");
  const body = text.slice(text.indexOf(RECORD), text.lastIndexOf("HTTP/1.1 200 OK"));
  expect(body === LONG).toBe(true);
});

test.for([
  ["10.0.0.0/8", 200],
  ["10.0.0.0/16", 400],
  ["b%C3%BCche%72.nu", 404],
  ["b%C3%BCchers.nu", 400],
] as const)("HttpDoor with max_query_bytes 10 answers %s with %i", async ([query, status]) => {
  await using nobody = await fakeWhois({}, { fallback: "No match\r\n" });
  await using http = await startHttpDoor(
    `[clients]\nmax_query_bytes = 10\n${zone(nobody.hostPort)}`,
  );
  const response = await fetch(http.url(`/whois/${query}`));
  const text = await response.text();
  expect(response.status).toBe(status);
  expect(text.includes("Cannot read the query: it is longer than 10 bytes")).toBe(status === 400);
});

test("HttpDoor reads no head longer than a query can make it", async () => {
  await using http = await startHttpDoor();
  const longest = "%61".repeat(1024);
  const read = await fetch(http.url(`/whois/${longest}`));
  expect(await read.text()).not.toContain("longer than");
  const unread = await fetch(http.url(`/whois/${longest.repeat(4)}`));
  await unread.text();
  expect([read.status, unread.status]).toEqual([400, 431]);
});

test.for(["GET /healthz HTTP/1.0\r\n\r\n", "GET /healthz HTTP/1.1\r\n\r\n"])(
  "HttpDoor answers a health check without a Host header: %j",
  async (bytes) => {
    await using http = await startHttpDoor();
    await using client = await http.client();
    await client.sendRaw(bytes);
    expect(await readResponse(client)).toMatchObject({ status: 200, body: "ok\n" });
  },
);

test.for(["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"])(
  "HttpDoor allows no %s on the paths that it knows",
  async (method) => {
    await using http = await startHttpDoor();
    await using client = await http.client();
    for (const path of ["/healthz", "/readyz", "/whois/10.0.0.1"]) {
      await client.sendRaw(request(path, method));
      expect(await readResponse(client)).toMatchObject({
        status: 405,
        headers: { allow: "GET, HEAD" },
      });
    }
  },
);

test.for(["/healthz", "/readyz", "/whois/10.0.0.1", "/whois/a_b"])(
  "HttpDoor answers HEAD %s like GET, without the body",
  async (path) => {
    await using http = await startHttpDoor();
    await using client = await http.client();
    await client.sendRaw(request(path) + request(path, "HEAD"));
    const { status, headers } = await readResponse(client);
    const head = await readResponse(client, false);
    expect([head.status, head.headers["content-type"]]).toEqual([status, headers["content-type"]]);
    await client.sendRaw(request("/nothing"));
    expect((await readResponse(client)).status).toBe(404);
  },
);

test.for([
  [undefined, "60"],
  [7000, "7"],
  [1, "1"],
  [-5000, "0"],
] as const)("headersOf with retryAfter %s ms says Retry-After: %s", ([retryAfter, seconds]) => {
  const answer = {
    outcome: "rate-limited",
    bytes: new Uint8Array(),
    text: "",
    sources: [],
    origin: "local",
  } as const;
  const headers = headersOf(retryAfter === undefined ? answer : { ...answer, retryAfter });
  expect(headers["retry-after"]).toBe(seconds);
});

test("HttpDoor says Retry-After of its own where a rate-limiting registry says none", async () => {
  await using registry = await fakeRdap({ "/domain/example.nu": { status: 429 } });
  await using http = await startHttpDoor(`[zones.nu]\nwhois = "none"\nrdap = ["${registry.url}"]`);
  const response = await fetch(http.url("/whois/example.nu"));
  await response.text();
  expect([response.status, response.headers.get("retry-after")]).toEqual([429, "60"]);
});

test("HttpDoor forgets a client that leaves before its answer is there", async () => {
  const reply = Promise.withResolvers<string>();
  await using upstream = await fakeWhois({ "example.nu": () => reply.promise });
  await using http = await startHttpDoor(zone(upstream.hostPort));
  await using client = await http.client();
  await client.sendRaw(request("/whois/example.nu").repeat(3));
  await upstream.waitForAsked();
  await client.reset();
  await http.hasOpen(0);
  reply.resolve(RECORD);
  await using next = await http.client();
  await next.sendRaw(request("/whois/example.nu"));
  expect((await readResponse(next)).body).toContain(RECORD);
  expect(http.logged).toHaveLength(2);
});
