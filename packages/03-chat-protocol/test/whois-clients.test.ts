import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { start } from "./start.ts";

/** What a client prints on standard output, as latin1, so that each byte counts. */
async function outputOf(client: ChildProcess): Promise<string> {
  let output = "";
  client.stdout?.setEncoding("latin1").on("data", (text) => (output += text));
  client.stderr?.resume();
  await once(client, "close");
  return output;
}

/** `printf QUERY | nc OPTIONS 127.0.0.1 PORT` */
const nc =
  (end: string, ...options: readonly string[]) =>
  async (port: string, query: string): Promise<string> => {
    const client = spawn("nc", [...options, "127.0.0.1", port]);
    client.stdin.end(query + end);
    return outputOf(client);
  };

async function whois(port: string, query: string): Promise<string> {
  return outputOf(spawn("whois", ["-h", "127.0.0.1", "-p", port, query]));
}

/** What telnet says before it shows what the server says. */
const GREETING =
  /^Trying 127\.0\.0\.1\.\.\.\nConnected to [^\n]+\.\nEscape character is '\^\]'\.\n/;

async function telnet(port: string, query: string): Promise<string> {
  const client = spawn("telnet", ["127.0.0.1", port]);
  client.stdin.write(`${query}\n`); // and held open: telnet leaves at the end of its input
  const output = await outputOf(client);
  client.stdin.end();
  expect(output).toMatch(GREETING);
  return output.replace(GREETING, "");
}

/** Each client, and how it shows the end of a line that came as CR LF. */
const clients: readonly {
  readonly name: string;
  readonly ask: (port: string, query: string) => Promise<string>;
  readonly lineEnd: string;
}[] = [
  { name: "whois", ask: whois, lineEnd: "\n" },
  { name: "telnet", ask: telnet, lineEnd: "\n" },
  { name: "nc with LF", ask: nc("\n"), lineEnd: "\r\n" },
  { name: "nc with CR LF", ask: nc("\r\n"), lineEnd: "\r\n" },
  { name: "nc -C", ask: nc("\n", "-C"), lineEnd: "\r\n" },
  { name: "nc -N with LF", ask: nc("\n", "-N"), lineEnd: "\r\n" },
  { name: "nc -N with CR LF", ask: nc("\r\n", "-N"), lineEnd: "\r\n" },
  { name: "nc -N with CR NUL LF", ask: nc("\r\0\n", "-N"), lineEnd: "\r\n" },
  { name: "nc -N without a line end", ask: nc("", "-N"), lineEnd: "\r\n" },
];

const records = join(import.meta.dirname, "../records");

test("start answers every client with the same bytes, those of the record", async () => {
  await using program = await start();
  const port = String(program.port("whois"));
  const files = await readdir(records);
  expect(files.length).toBeGreaterThan(2);
  for (const file of files) {
    const query = file.replace(/\.txt$/, "");
    const text = await readFile(join(records, file), "latin1");
    const answers = clients.map(async ({ name, ask, lineEnd }) => {
      const answer = await ask(port, query);
      return { name, answer, expected: text.replaceAll("\n", lineEnd) };
    });
    for (const { name, answer, expected } of await Promise.all(answers)) {
      expect(answer, `${name} for ${query}`).toBe(expected);
    }
  }
});

test("start tells every client alike that it has no such record", async () => {
  await using program = await start();
  const port = String(program.port("whois"));
  const answers = clients.map(async ({ name, ask, lineEnd }) => {
    const answer = await ask(port, "no.such.example");
    return { name, answer, expected: `No match for "no.such.example".${lineEnd}` };
  });
  for (const { name, answer, expected } of await Promise.all(answers)) {
    expect(answer, name).toBe(expected);
  }
});

test("start says nothing to a client that ends without a query", async () => {
  await using program = await start();
  expect(await nc("", "-N")(String(program.port("whois")), "")).toBe("");
});
