/** Ours and its peer in turns, on the same machine in the same minute: only their ratio is worth telling. */

import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { FromServer } from "./serve.ts";
import type { Load } from "./loads.ts";

/** One run of a load against one server. */
interface Round {
  /** Units of work per second. */
  readonly throughput: number;
  /** CPU time of the server per unit of work, in microseconds. */
  readonly cpuPerUnit: number;
}

/** Ours divided by the peer's, round by round; the median, and the range. */
export interface Comparison {
  readonly throughput: readonly number[];
  readonly cpu: readonly number[];
}

/** A server of `src/servers` in its own process. */
class ServerProcess implements AsyncDisposable {
  readonly #child;
  readonly #port: Promise<number>;

  constructor(name: string) {
    this.#child = fork(join(import.meta.dirname, "servers", `${name}.ts`), {
      execArgv: ["--import", "tsx"],
    });
    this.#port = this.#next("port");
  }

  async measure(load: Load): Promise<Round> {
    const port = await this.#port;
    const [cpuBefore, start] = [await this.#cpuMs(), performance.now()];
    await load.run(port);
    const seconds = (performance.now() - start) / 1000;
    const cpuMs = (await this.#cpuMs()) - cpuBefore;
    return { throughput: load.units / seconds, cpuPerUnit: (1000 * cpuMs) / load.units };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const exit = once(this.#child, "exit");
    this.#child.kill();
    await exit;
  }

  #cpuMs(): Promise<number> {
    this.#child.send("cpu");
    return this.#next("cpuMs");
  }

  async #next(what: "port" | "cpuMs"): Promise<number> {
    const [message]: FromServer[] = await once(this.#child, "message");
    const value = message === undefined ? undefined : Reflect.get(message, what);
    if (typeof value !== "number") throw new Error(`Cannot read "${what}" from a server process`);
    return value;
  }
}

/** Runs the load on both, in turns, after one round each that does not count. */
export async function compare(
  ours: string,
  peer: string,
  load: Load,
  rounds: number,
  tell: (line: string) => void,
): Promise<Comparison> {
  await using our = new ServerProcess(ours);
  await using their = new ServerProcess(peer);
  await our.measure(load);
  await their.measure(load);
  const throughput: number[] = [];
  const cpu: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    // Who goes first changes, so that neither always runs on the warmer machine.
    const first = round % 2 === 0 ? our : their;
    const one = await first.measure(load);
    const two = await (first === our ? their : our).measure(load);
    const [a, b] = first === our ? [one, two] : [two, one];
    throughput.push(a.throughput / b.throughput);
    cpu.push(a.cpuPerUnit / b.cpuPerUnit);
    tell(
      `  ${Math.round(a.throughput)} : ${Math.round(b.throughput)} ${load.unit}/s, ` +
        `${a.cpuPerUnit.toFixed(1)} : ${b.cpuPerUnit.toFixed(1)} µs of CPU each`,
    );
  }
  return { throughput, cpu };
}

/** The middle value; of an even number, the lower middle. */
export function median(values: readonly number[]): number {
  const middle = values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)];
  if (middle === undefined) throw new RangeError("Cannot take the median of no values");
  return middle;
}
