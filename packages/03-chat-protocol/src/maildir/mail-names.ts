/**
 * Names that no other message has or will have, from this process or any other on any machine:
 * `1766404800.M250000P4711Q7R9f3c2a1b0d4e5f60.mail.example`, as the Maildir convention spells them
 * (cr.yp.to/proto/maildir.html): seconds, then what tells apart the messages of one second, then
 * the host.
 */
import { randomBytes } from "node:crypto";
import { hostname } from "node:os";

/** What a name is made of. Everything has a default; tests fix some. */
export interface MailNameOptions {
  /** Milliseconds since 1970. @default Date.now */
  readonly now?: () => number;
  /** The name of the machine. @default the one that it has */
  readonly host?: string;
}

/** Gives out names, each once. */
export class MailNames {
  readonly #now: () => number;
  readonly #host: string;
  /** In a container the process id is always 1 and the clock may be set back: chance tells apart. */
  readonly #random = randomBytes(8).toString("hex");
  #count = 0;

  constructor(options: MailNameOptions = {}) {
    this.#now = options.now ?? Date.now;
    this.#host = escapeHost(options.host ?? hostname());
  }

  /** The next name. Names sort by time, to the millisecond. */
  next(): string {
    const ms = Math.floor(this.#now());
    const seconds = Math.floor(ms / 1000);
    const micros = String((ms % 1000) * 1000).padStart(6, "0");
    this.#count += 1;
    return `${seconds}.M${micros}P${process.pid}Q${this.#count}R${this.#random}.${this.#host}`;
  }
}

/** A `/` would lead into another folder, and behind a `:` a mail reader keeps its flags. */
function escapeHost(host: string): string {
  return host.replaceAll("/", String.raw`\057`).replaceAll(":", String.raw`\072`);
}
