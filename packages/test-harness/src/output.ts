/** The lines that a program prints on one of its streams, to be waited for in order. */
import type { Readable } from "node:stream";

/** Grows while the program runs. */
export class Output {
  readonly lines: string[] = [];
  #text = "";
  #unfinished = "";
  #taken = 0;
  #ended = false;
  readonly #watchers = new Set<() => void>();

  constructor(stream: Readable) {
    stream.setEncoding("utf8");
    stream.on("data", (text: string) => this.#add(text));
    stream.on("end", () => this.#end());
  }

  /** All that was printed, as it came. */
  get text(): string {
    return this.#text;
  }

  /** Whether the program has closed the stream: no more lines will come. */
  get ended(): boolean {
    return this.#ended;
  }

  /**
   * The next line that equals the text or matches the pattern. It and all lines before it are
   * taken, so that waiting for the same line again waits for another one. Rejects at the end.
   */
  line(pattern: string | RegExp): Promise<string> {
    return this.until(() => {
      for (; this.#taken < this.lines.length; this.#taken += 1) {
        const line = this.lines[this.#taken] ?? "";
        if (typeof pattern === "string" ? line !== pattern : !pattern.test(line)) continue;
        this.#taken += 1;
        return line;
      }
      return undefined;
    });
  }

  /** Looks now and whenever a line has come, until something is found; rejects at the end. */
  async until<T>(find: () => T | undefined): Promise<T> {
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    const look = (): void => {
      const found = find();
      if (found !== undefined) {
        this.#watchers.delete(look);
        resolve(found);
      } else if (this.#ended) reject(new Error("the output ended"));
    };
    this.#watchers.add(look);
    look();
    try {
      return await promise;
    } finally {
      this.#watchers.delete(look);
    }
  }

  #add(text: string): void {
    this.#text += text;
    const pieces = (this.#unfinished + text).split("\n");
    this.#unfinished = pieces.pop() ?? "";
    this.lines.push(...pieces);
    this.#lookAgain();
  }

  #end(): void {
    this.#ended = true;
    if (this.#unfinished !== "") this.lines.push(this.#unfinished);
    this.#lookAgain();
  }

  #lookAgain(): void {
    for (const look of this.#watchers) look();
  }
}
