/** A mail store in memory that holds whoever uses it to the rules. */
import type { Envelope, MailDraft, MailStore } from "../../src/mod.ts";

/** A message that was committed; its text has one character for each byte (latin1). */
export interface Stored extends Envelope {
  readonly text: string;
}

/** What a store is asked to do. */
export type Step = "open" | "write" | "commit" | "discard";

/** What happens before a step: it may wait, and it may fail. */
export type Before = (step: Step) => void | Promise<void>;

/** Keeps messages, and says what it was asked to do. */
export class MemoryStore implements MailStore {
  readonly messages: Stored[] = [];
  /** Every step in order; a write with its bytes, such as `write 65536`. */
  readonly steps: string[] = [];
  readonly #before: Before;
  #drafts = 0;

  constructor(before: Before = () => {}) {
    this.#before = before;
  }

  /** Messages that were begun and have not come to an end. */
  get drafts(): number {
    return this.#drafts;
  }

  async open(envelope: Envelope): Promise<MailDraft> {
    this.steps.push("open");
    await this.#before("open");
    this.#drafts += 1;
    return this.#draft(envelope);
  }

  #draft(envelope: Envelope): MailDraft {
    const pieces: Uint8Array[] = [];
    let isBusy = false;
    let hasEnded = false;
    const work = async (step: Step, detail = ""): Promise<void> => {
      if (isBusy || hasEnded) throw new Error(`Cannot ${step} a draft that is busy or has ended`);
      this.steps.push(step + detail);
      if (step === "commit" || step === "discard") hasEnded = true;
      isBusy = true;
      try {
        await this.#before(step);
      } finally {
        isBusy = false;
        if (hasEnded) this.#drafts -= 1;
      }
    };
    return {
      write: async (bytes) => {
        await work("write", ` ${bytes.length}`);
        pieces.push(bytes); // no copy: nobody changes them afterwards
      },
      commit: async () => {
        await work("commit");
        this.messages.push({ ...envelope, text: Buffer.concat(pieces).toString("latin1") });
      },
      discard: () => work("discard"),
    };
  }
}
