import * as fc from "fast-check";
import { MemoryTransport, VirtualClock } from "test-harness";
import { expect, test } from "vitest";
import { ChatGroup, ChatProtocol } from "../src/mod.ts";
import { Gate, settle } from "./recorder.ts";

/** What a hook does: one of these for each call, in turn. */
const manners = ["nothing", "push", "flood", "wait", "throw", "reject", "close", "finish"] as const;
type Manner = (typeof manners)[number];

/** What the peer does, or time, or the world that a handler waits for. */
const moves = ["eof", "reset", "deaf", "reads", "minute", "open"] as const;
const move = fc.oneof(
  fc.constantFrom(...moves),
  fc.constantFrom("a\n", "b\r\nc\n", "half", "\r", "\n", `${"x".repeat(50)}\n`, "y\n".repeat(40)),
);

/** Behaves in its hooks as it is told, and writes down what it hears. */
class Moody extends ChatProtocol {
  readonly heard: string[] = [];
  readonly broken: string[] = [];
  readonly gate = new Gate();
  unsettled = 0;
  readonly #manners: readonly Manner[];
  #calls = 0;
  #busy = false;

  constructor(clock: VirtualClock, group: ChatGroup, chosen: readonly Manner[]) {
    super({ clock, group, onError: () => {}, maxLength: 40, maxPipelined: 20, idleMs: 90_000 });
    this.#manners = chosen;
  }

  protected override greet(): void | Promise<void> {
    return this.#hear("greet");
  }

  protected override received(data: Uint8Array): void | Promise<void> {
    return this.#hear(`frame ${Buffer.from(data).toString()}`);
  }

  protected override tooLong(): void | Promise<void> {
    return this.#hear("too long");
  }

  protected override idle(): void | Promise<void> {
    return this.#hear("idle");
  }

  protected override ended(): void | Promise<void> {
    return this.#hear("ended");
  }

  protected override failed(): void | Promise<void> {
    return this.#hear("failed");
  }

  protected override lost(): void {
    this.#check("lost");
  }

  override async push(data: string | Uint8Array): Promise<void> {
    this.unsettled += 1;
    try {
      await super.push(data);
    } finally {
      this.unsettled -= 1;
    }
  }

  /** Nothing is heard after the loss, no frame after the end, and nothing while a hook runs. */
  #check(event: string): void {
    const last = this.heard.at(-1);
    const isLate =
      this.heard.includes("lost") || (last === "ended" && !/^(lost|failed)$/.test(event));
    const isEarly = this.#busy && event !== "lost";
    if (isLate || isEarly) this.broken.push(`${event} after ${this.heard.join(", ")}`);
    this.heard.push(event);
  }

  #hear(event: string): void | Promise<void> {
    this.#check(event);
    const manner = this.#manners[this.#calls % this.#manners.length];
    this.#calls += 1;
    if (manner === "push") this.push("short\r\n").catch(() => {});
    if (manner === "close") this.closeWhenDone();
    if (manner === "finish") this.finish();
    if (manner === "throw") throw new Error("as it was told");
    if (manner === "reject") return this.#slowly(() => Promise.reject(new Error("as it was told")));
    if (manner === "flood") return this.#slowly(() => this.push(Buffer.alloc(100_000)));
    if (manner === "wait") return this.#slowly(() => this.gate.wait());
  }

  async #slowly(work: () => Promise<void>): Promise<void> {
    this.#busy = true;
    try {
      await work();
    } finally {
      this.#busy = false;
    }
  }
}

/** The frames of what was sent, without those that are too long. */
function framesOf(sent: string): string[] {
  const lines = sent.split("\n").slice(0, -1);
  return lines.map((line) => line.replace(/\r$/, "")).filter((line) => line.length <= 40);
}

async function make(
  moveMade: string,
  chat: Moody,
  transport: MemoryTransport,
  clock: VirtualClock,
) {
  if (moveMade === "eof") transport.feedEof();
  else if (moveMade === "reset") transport.lose(new Error("read ECONNRESET"));
  else if (moveMade === "deaf") transport.stopReading();
  else if (moveMade === "reads") transport.startReading();
  else if (moveMade === "minute") await clock.advance(60_000);
  else if (moveMade === "open") await (chat.gate.waiting > 0 ? chat.gate.open() : settle());
  else transport.feed(moveMade);
}

/** Makes the moves, as far as a peer can: one that has ended says nothing more. Returns what it said. */
async function makeAll(
  movesMade: readonly string[],
  chat: Moody,
  transport: MemoryTransport,
  clock: VirtualClock,
): Promise<string> {
  let said = "";
  let ended = false;
  for (const moveMade of movesMade) {
    const isText = !moves.some((name) => name === moveMade);
    if (isText && ended) continue;
    if (isText) said += moveMade;
    ended ||= moveMade === "eof";
    await make(moveMade, chat, transport, clock);
  }
  return said;
}

const framesHeard = (chat: Moody): string[] =>
  chat.heard.flatMap((event) => /^frame ([^]*)$/.exec(event)?.slice(1) ?? []);

test("ChatProtocol keeps its promises, whatever its peer and its handlers do", async () => {
  const property = fc.asyncProperty(
    fc.array(move, { maxLength: 20 }),
    fc.array(fc.constantFrom(...manners), { minLength: 1, maxLength: 8 }),
    async (movesMade, chosen) => {
      const clock = new VirtualClock();
      const group = new ChatGroup();
      const chat = new Moody(clock, group, chosen);
      const transport = new MemoryTransport(chat);
      const said = await makeAll(movesMade, chat, transport, clock);
      transport.lose();
      while (chat.gate.waiting > 0) await chat.gate.open();
      await settle();
      const heard = framesHeard(chat);
      expect(chat.broken).toEqual([]);
      expect(framesOf(said).slice(0, heard.length)).toEqual(heard);
      expect(chat.heard.filter((event) => event === "lost")).toEqual(["lost"]);
      expect([chat.unsettled, clock.pending, group.size]).toEqual([0, 0, 0]);
    },
  );
  await fc.assert(property, { numRuns: 2000 });
});

test("ChatProtocol hears every frame in the end, however long peer and handlers take", async () => {
  const patient = fc.constantFrom<Manner>("nothing", "push", "flood", "wait");
  const harmless = move.filter((name) => !["eof", "reset", "minute"].includes(name));
  const property = fc.asyncProperty(
    fc.array(harmless, { maxLength: 20 }),
    fc.array(patient, { minLength: 1, maxLength: 8 }),
    async (movesMade, chosen) => {
      const clock = new VirtualClock();
      const chat = new Moody(clock, new ChatGroup(), chosen);
      const transport = new MemoryTransport(chat);
      const said = await makeAll([...movesMade, "reads", "eof"], chat, transport, clock);
      await settle();
      while (chat.gate.waiting > 0) await chat.gate.open();
      expect(framesHeard(chat)).toEqual(framesOf(said));
      expect(chat.heard.slice(-2)).toEqual(["ended", "lost"]);
      expect(chat.broken).toEqual([]);
    },
  );
  await fc.assert(property, { numRuns: 1000 });
});
