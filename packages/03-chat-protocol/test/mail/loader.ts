/** A load of mail that knows, for each message, whether it was answered 250. */
import type { RunningProgram, TcpClient } from "test-harness";
import { numberedMessage } from "./numbered-message.ts";

/** Sends numbered messages until the server is killed. */
export class Loader {
  /** The messages that were answered 250. */
  readonly acknowledged = new Set<number>();
  #sent = 0;
  #steps = 0;
  #killAfter = Number.POSITIVE_INFINITY;
  #killed = false;

  /** How many messages were begun. */
  get sent(): number {
    return this.#sent;
  }

  /**
   * Sends over so many connections, one message after another on each, and kills the server with
   * SIGKILL at the given step: a message that may begin, half of one that is sent, or a 250. Where
   * the other connections are at that moment is up to chance. Resolves when all of them have ended.
   */
  async loadAndKill(program: RunningProgram, connections: number, step: number): Promise<void> {
    this.#killed = false;
    this.#killAfter = this.#steps + step;
    const clients = Array.from({ length: connections }, () => this.#deliver(program));
    await Promise.all(clients);
  }

  async #deliver(program: RunningProgram): Promise<void> {
    try {
      await using client = await program.client("smtp");
      await client.expect(/^220 /);
      await ask(client, "HELO client.example", /^250 /);
      for (;;) await this.#deliverOne(client, program);
    } catch (error) {
      // The end of a connection is nothing to report once the server is dead.
      if (!this.#killed) throw error;
    }
  }

  async #deliverOne(client: TcpClient, program: RunningProgram): Promise<void> {
    this.#sent += 1;
    const number = this.#sent;
    await ask(client, "MAIL FROM:<a@example.com>", /^250 /);
    await ask(client, "RCPT TO:<b@example.net>", /^250 /);
    await ask(client, "DATA", /^354 /);
    this.#step(program);
    const data = `${numberedMessage(number).replaceAll(/^\./gm, "..")}.\r\n`;
    const half = Math.floor(data.length / 2);
    await client.sendRaw(data.slice(0, half));
    this.#step(program);
    await client.sendRaw(data.slice(half));
    await client.expect(/^250 /);
    this.acknowledged.add(number);
    this.#step(program);
  }

  #step(program: RunningProgram): void {
    this.#steps += 1;
    if (this.#steps !== this.#killAfter) return;
    program.signal("SIGKILL");
    this.#killed = true;
  }
}

async function ask(client: TcpClient, command: string, reply: RegExp): Promise<void> {
  await client.send(command);
  await client.expect(reply);
}
