/**
 * The sending half of a connection: a queue in front of a socket, with water marks.
 *
 * Why not leave the queueing to the socket? `'drain'` fires when nothing is left, so a low mark
 * over zero cannot be had from it, and what a socket was given in one piece counts as waiting until
 * its last byte is taken. So the socket is handed a little at a time and the rest waits here.
 */
import type { Socket } from "node:net";
import type { Protocol } from "./protocol.ts";
import type { WaterMarks } from "./transport.ts";
import { WaterGauge } from "./water-marks.ts";
import { WriteQueue } from "./write-queue.ts";

/** The most that the socket holds at a time: enough to keep the kernel busy, and no coarser to count. */
const TURN_BYTES = 64 * 1024;

/** Written behind what the socket holds, it is taken when all of that is. */
const NOTHING = new Uint8Array(0);

/** Where the bytes come from: it is told when to pause. */
type WriteSource = Pick<Required<Protocol>, "pauseWriting" | "resumeWriting">;

/** In its place when the connection is lost: nothing is called after `connectionLost`. */
const nobody: WriteSource = { pauseWriting() {}, resumeWriting() {} };

/** Writes to a socket in order, and says when the peer does not keep up. */
export class SocketWriter {
  readonly #socket: Socket;
  #source: WriteSource;
  readonly #queue = new WriteQueue();
  readonly #gauge = new WaterGauge();
  #ended = false;

  constructor(socket: Socket, source: WriteSource) {
    this.#socket = socket;
    this.#source = source;
  }

  /** Bytes that the kernel has not taken: those in the queue and those the socket holds. */
  get buffered(): number {
    return this.#queue.bytes + this.#socket.writableLength;
  }

  get ended(): boolean {
    return this.#ended;
  }

  write(bytes: Uint8Array): void {
    if (bytes.byteLength === 0) return;
    if (this.buffered === 0 && bytes.byteLength <= TURN_BYTES) {
      // Nearly every write: the kernel takes it at once, and there is nothing to wait for. A
      // callback of its own would cost each of them a turn of the tick queue.
      this.#socket.write(bytes);
      if (this.#socket.writableLength > 0)
        this.#socket.write(NOTHING, (error) => this.#onTaken(error));
    } else {
      this.#queue.push(bytes);
      this.#handOver();
    }
    this.#readGauge();
  }

  /** FIN, after everything written so far. */
  end(): void {
    this.#ended = true;
    this.#handOver();
  }

  setWaterMarks(marks: Partial<WaterMarks>): void {
    this.#gauge.setMarks(marks);
    this.#readGauge();
  }

  /** Nobody is told anything any more. */
  retire(): void {
    this.#source = nobody;
  }

  /** The socket has nothing left. */
  #onTaken(error?: Error | null): void {
    if (error) return; // the connection is gone, and the socket says so itself
    this.#handOver();
    this.#readGauge();
  }

  /** Gives the socket its next turn, once it has nothing left of the last one. */
  #handOver(): void {
    const socket = this.#socket;
    if (this.#queue.bytes > 0 && socket.writableLength === 0) {
      const turn = this.#queue.take(TURN_BYTES);
      const last = turn.pop();
      socket.cork(); // many small chunks leave in one system call
      for (const chunk of turn) socket.write(chunk);
      if (last !== undefined) socket.write(last, (error) => this.#onTaken(error));
      socket.uncork();
    }
    if (this.#ended && this.#queue.bytes === 0) socket.end();
  }

  #readGauge(): void {
    const advice = this.#gauge.read(this.buffered);
    if (advice === "pause") this.#source.pauseWriting();
    else if (advice === "resume") this.#source.resumeWriting();
  }
}
