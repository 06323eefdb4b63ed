/**
 * How far a long piece of work has come: a bar on a terminal, elsewhere a line for each tenth.
 *
 * @example
 * const progress = new Progress("zones", { write, isTerminal: process.stderr.isTTY });
 * progress.update(12, 40);
 * progress.end();
 */

/** Characters of the bar itself. */
const WIDTH = 30;

/** Where it is shown. */
export interface ProgressOutput {
  readonly write: (text: string) => void;
  readonly isTerminal: boolean;
}

/** `[#########                     ] 12/40 zones`. */
function barText(done: number, total: number, what: string): string {
  const filled = "#".repeat(Math.floor((done / total) * WIDTH));
  return `[${filled.padEnd(WIDTH)}] ${done}/${total} ${what}`;
}

/** Shows the progress of one piece of work. */
export class Progress {
  readonly #what: string;
  readonly #output: ProgressOutput;
  #tenth = 0;
  #shown = false;

  /** `what` is counted. */
  constructor(what: string, output: ProgressOutput) {
    this.#what = what;
    this.#output = output;
  }

  /** `total` is at least 1. */
  update(done: number, total: number): void {
    const { write, isTerminal } = this.#output;
    if (isTerminal) {
      // Back to the start of the line, and away with what is left of it.
      write(`\r${barText(done, total, this.#what)}\u001B[K`);
      this.#shown = true;
      return;
    }
    const tenth = Math.floor((done * 10) / total);
    if (tenth <= this.#tenth) return;
    this.#tenth = tenth;
    write(`${done}/${total} ${this.#what}\n`);
  }

  /** Lets what comes next begin on a line of its own. */
  end(): void {
    if (this.#shown) this.#output.write("\n");
    this.#shown = false;
  }
}
