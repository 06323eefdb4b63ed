/** A conversation of a note, held over real TCP. */
import { bytesRepr } from "02-echo-server";
import { TcpClient } from "test-harness";
import { parseTurn, type Turn, type Words } from "./conversation.ts";

/** The side that is talked to. */
export interface Partner {
  readonly port: number;
  /** Presses Ctrl-C. */
  readonly interrupt: () => Promise<void>;
  /** Lets time pass; undefined where nobody can. */
  readonly advance: ((ms: number) => Promise<void>) | undefined;
}

/** What the server said where the note shows line `at`, counted from 0, written as a note would. */
export interface Heard {
  readonly at: number;
  readonly line: string;
}

/** A conversation that could not go on at line `at`. */
export interface BrokenOff {
  readonly at: number;
  readonly problem: string;
}

/**
 * Connects each numbered client when it is first named, the only one of a conversation at once, and
 * says line after line. What the server says is not compared, so that one wrong line hides no other.
 */
export async function replay(
  lines: readonly string[],
  partner: Partner,
): Promise<readonly (Heard | BrokenOff)[]> {
  const heard: Heard[] = [];
  await using clients = new Clients(partner.port);
  for (const [at, line] of lines.entries()) {
    try {
      // A conversation with one client begins when it connects, before anybody says a word.
      if (at === 0 && lines.some(isWithOnlyClient)) await clients.get("");
      const answer = await take(parseTurn(line), clients, partner);
      if (answer !== undefined) heard.push({ at, line: answer });
    } catch (error) {
      return [...heard, { at, problem: plainMessage(error) }];
    }
  }
  return heard;
}

function isWithOnlyClient(line: string): boolean {
  return /^[CS]:/.test(line);
}

/** One line; what the server says if it is its turn. */
async function take(turn: Turn, clients: Clients, partner: Partner): Promise<string | undefined> {
  switch (turn.kind) {
    case "interrupt":
      await partner.interrupt();
      return undefined;
    case "pass":
      if (partner.advance === undefined) {
        throw new Error("Cannot let time pass: only a step of the journal has a clock for it");
      }
      await partner.advance(turn.ms);
      return undefined;
    case "client":
      await say(await clients.get(turn.client), turn.words);
      return undefined;
    case "server": {
      const heard = await hear(await clients.get(turn.client), turn.words);
      return `S${turn.client}: ${heard}`.trimEnd();
    }
  }
}

async function say(client: TcpClient, words: Words): Promise<void> {
  if (words.kind === "line") await client.send(words.text);
  else if (words.kind === "bytes") await client.sendRaw(words.bytes);
  else if (words.kind === "end") await client.end();
  else await client.reset();
}

/** What the server says, in the kind of words that are shown; rejects when it is of another kind. */
async function hear(client: TcpClient, words: Words): Promise<string> {
  switch (words.kind) {
    case "line": {
      const [line = ""] = await client.expect(/^/);
      // Such as a bare LF: a line could not show it.
      return /\p{Cc}/u.test(line) ? bytesRepr(Buffer.from(`${line}\r\n`)) : line;
    }
    case "bytes":
      return bytesRepr(await client.read(words.bytes.length));
    case "end":
      await client.expectEnd();
      return "<EOF>";
    case "reset":
      await client.expectReset();
      return "<RST>";
  }
}

/** Without what an assertion adds for people who compare values. */
function plainMessage(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.replace(/ \/\/ Object\.is equality[^]*$/, "");
}

/** The clients of one conversation, by number; they are closed together. */
class Clients implements AsyncDisposable {
  readonly #port: number;
  readonly #connected = new Map<string, TcpClient>();

  constructor(port: number) {
    this.#port = port;
  }

  async get(name: string): Promise<TcpClient> {
    const known = this.#connected.get(name);
    if (known !== undefined) return known;
    const client = await TcpClient.connect({ host: "127.0.0.1", port: this.#port });
    this.#connected.set(name, client);
    return client;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const client of this.#connected.values()) await client[Symbol.asyncDispose]();
  }
}
