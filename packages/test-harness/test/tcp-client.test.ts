import { expect, test } from "vitest";
import { startServer, TcpClient, turn } from "../src/mod.ts";
import { echo, plainServer } from "./plain-server.ts";

const ignore = (): void => undefined;

test("TcpClient sends lines in one write and expects lines in order", async () => {
  const chunks: string[] = [];
  await using server = await startServer(
    plainServer((socket) => {
      socket.on("data", (data) => chunks.push(String(data)));
      echo(socket);
    }),
  );
  const client = await server.client();
  await client.send("one", "two", "three");
  expect(await client.expect("one", /^t/)).toEqual(["one", "two"]);
  await client.expect("three");
  expect(chunks).toEqual(["one\r\ntwo\r\nthree\r\n"]);
});

test("TcpClient shows what it received when a line is not the expected one", async () => {
  await using server = await startServer(plainServer(echo));
  const client = await server.client();
  await client.send("one", "tow\t", "three");
  await expect(client.expect("one", "two")).rejects.toThrow("expected 'tow\\t' to be 'two'");
  await expect(client.expect(/^four$/)).rejects.toThrow("expected 'three' to match /^four$/");
});

test("TcpClient says that the end came before the line", async () => {
  await using server = await startServer(plainServer((socket) => socket.end("par")));
  const client = await server.client();
  await expect(client.expect("partial")).rejects.toThrow(
    'Expected line "partial", received "par" and then the end (FIN)',
  );
  await expect(client.expectEnd()).rejects.toThrow(
    "expected '\"par\" and then the end (FIN)' to be",
  );
  expect(await client.readToEnd()).toBe("par");
  await client.expectEnd();
});

test("TcpClient uses the terminator that it is told", async () => {
  await using server = await startServer(plainServer(echo));
  const client = await server.client({ terminator: "\n" });
  await client.send("a\r", "b");
  expect(await client.expect("a\r", "b")).toEqual(["a\r", "b"]);
});

test("TcpClient sends byte by byte, so that each byte arrives on its own", async () => {
  const chunks: string[] = [];
  await using server = await startServer(
    plainServer((socket) => {
      socket.on("data", (data) => chunks.push(String(data)));
      echo(socket);
    }),
  );
  const client = await server.client();
  await client.sendRaw("hello", { chunk: 1 });
  await client.expectBytes("hello");
  expect(chunks).toEqual(["h", "e", "l", "l", "o"]);
  await client.sendRaw(Buffer.from("world"), { chunk: 2 });
  await client.expectBytes(Buffer.from("world"));
  expect(chunks.slice(5)).toEqual(["wo", "rl", "d"]);
  await expect(client.sendRaw("x", { chunk: 0 })).rejects.toThrow('chunks of "0"');
});

test("TcpClient compares bytes, whether or not they end a line", async () => {
  await using server = await startServer(plainServer(echo));
  const client = await server.client();
  await client.sendRaw("abcdef");
  await client.expectBytes("abc");
  await expect(client.expectBytes("dxf")).rejects.toThrow("expected 'def' to be 'dxf'");
});

test("TcpClient half-closes and still gets the reply", async () => {
  await using server = await startServer(
    plainServer((socket) => {
      socket.on("end", () => setImmediate(() => socket.end("late reply\r\n")));
      socket.resume();
    }),
  );
  const client = await server.client();
  await client.send("question");
  await client.end();
  await client.expect("late reply");
  await client.expectEnd();
  await expect(client.send("more")).rejects.toThrow("this client has sent its end");
});

test("TcpClient stays half-open when the peer has ended: only the test ends it", async () => {
  const received: string[] = [];
  await using server = await startServer(
    plainServer((socket) => {
      socket.on("data", (data) => received.push(String(data)));
      socket.end();
    }),
  );
  const client = await server.client();
  await client.expectEnd();
  await client.send("still here");
  await turn();
  expect(received).toEqual(["still here\r\n"]);
});

test("TcpClient tells a reset from an end", async () => {
  await using server = await startServer(
    plainServer((socket) => {
      socket.on("data", (data) => {
        if (String(data).startsWith("reset")) socket.resetAndDestroy();
        else socket.end();
      });
    }),
  );
  const one = await server.client();
  await one.send("reset");
  await one.expectReset();
  await expect(one.readToEnd()).rejects.toThrow("Expected the end (FIN), received a reset (RST)");
  await expect(one.expectEnd()).rejects.toThrow("expected 'a reset (RST)' to be");
  const other = await server.client();
  await other.send("end");
  await expect(other.expectReset()).rejects.toThrow(
    "expected 'the end (FIN)' to be 'a reset (RST)'",
  );
});

test("TcpClient.reset sends an RST, which the server sees as ECONNRESET", async () => {
  const seen = Promise.withResolvers<Error>();
  await using server = await startServer(
    plainServer((socket) => {
      socket.on("error", seen.resolve);
      socket.resume();
    }),
  );
  const client = await server.client();
  await client.reset();
  expect(await seen.promise).toMatchObject({ code: "ECONNRESET" });
});

test("TcpClient leaves the bytes to the kernel while it is paused", async () => {
  const payload = Buffer.alloc(16 * 1024 * 1024, "x");
  let flushed = false;
  await using server = await startServer(
    plainServer((socket) => {
      socket.end(payload, () => {
        flushed = true;
      });
    }),
  );
  const client = await server.client();
  client.pause();
  await turn(100);
  expect(flushed).toBe(false);
  await expect(client.expectEnd()).rejects.toThrow("this client is paused");
  client.resume();
  const received = await client.readBytesToEnd();
  expect(received.length).toBe(payload.length);
  expect(flushed).toBe(true);
});

test("TcpClient gives up a wait after withinMs and says what had arrived", async () => {
  await using server = await startServer(plainServer((socket) => socket.write("one\r\ntw")));
  const client = await server.client({ withinMs: 50 });
  await client.expect("one");
  await expect(client.expect("two")).rejects.toThrow(
    'Expected line "two", received "tw" within 50 ms',
  );
  server.server.sockets[0]?.write("o\r\n");
  await client.expect("two");
});

test("TcpClient gives up sending to a peer that does not read", async () => {
  await using server = await startServer(plainServer((socket) => socket.pause()));
  const client = await server.client({ withinMs: 50 });
  const sending = client.sendRaw(Buffer.alloc(16 * 1024 * 1024));
  await expect(sending).rejects.toThrow("Expected the peer to take 16777216 bytes within 50 ms");
});

test("TcpClient refuses to wait for two things at once", async () => {
  await using server = await startServer(plainServer(echo));
  const client = await server.client();
  const first = client.expect("one");
  await expect(client.expect("two")).rejects.toThrow("an earlier wait is not over");
  await client.send("one");
  expect(await first).toEqual(["one"]);
});

test("TcpClient.send settles when the peer has gone, and the next expectation says so", async () => {
  await using server = await startServer(
    plainServer((socket) => {
      socket.once("data", () => socket.resetAndDestroy());
    }),
  );
  const client = await server.client();
  const sending = client.sendRaw(Buffer.alloc(1024 * 1024), { chunk: 64 * 1024 });
  await expect(sending).resolves.toBeUndefined();
  await client.expectReset();
});

test("TcpClient rejects with the code of the system when nobody listens", async () => {
  const server = await plainServer(ignore);
  const [address = { host: "", port: 0 }] = server.addresses;
  await server[Symbol.asyncDispose]();
  await expect(TcpClient.connect(address)).rejects.toMatchObject({ code: "ECONNREFUSED" });
});

test("TcpClient connects from the local address that it is told", async () => {
  await using server = await startServer(
    plainServer((socket) => socket.end(`${socket.remoteAddress} ${socket.remotePort}`)),
  );
  const client = await server.client({ localAddress: "127.0.0.2" });
  const { host, port } = client.local;
  expect(await client.readToEnd()).toBe(`${host} ${port}`);
  expect(host).toBe("127.0.0.2");
});

test("startServer closes its clients and its server", async () => {
  const server = await plainServer(echo);
  const running = await startServer(Promise.resolve(server));
  const client = await running.client();
  expect(running.port).toBe(server.addresses[0]?.port);
  await running[Symbol.asyncDispose]();
  await expect(client.expectEnd()).rejects.toThrow("a close by this client");
  await expect(running.client()).rejects.toMatchObject({ code: "ECONNREFUSED" });
});

test("startServer refuses a server that listens nowhere, and closes it", async () => {
  let disposed = false;
  const nowhere = {
    addresses: [],
    [Symbol.asyncDispose]: () => {
      disposed = true;
      return Promise.resolve();
    },
  };
  await expect(startServer(Promise.resolve(nowhere))).rejects.toThrow("it listens on no address");
  expect(disposed).toBe(true);
});
