/** A program that takes this one's place on the terminal until it ends. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { constants } from "node:os";
import process from "node:process";
import type { StepCommand } from "./step-command.ts";

/** From what arrives here to what is passed on. `tsx watch` hands on only these two. */
const PASSED_ON = { SIGINT: "SIGINT", SIGTERM: "SIGTERM", SIGHUP: "SIGTERM" } as const;

/**
 * Runs Node on this program's input and output. Resolves to its exit status: 128 and the number of
 * the signal, as a shell reports it, if one has killed it.
 *
 * The terminal sends Ctrl-C to its whole process group. The child is in a group of its own, so that
 * it gets each signal once, from here; a second one would make it break off what it has to finish.
 */
export async function runChild({ cwd, args }: StepCommand): Promise<number> {
  const child = spawn(process.execPath, args, { cwd, stdio: "inherit", detached: true });
  using cleanUps = new DisposableStack();
  for (const [signal, passedOn] of Object.entries(PASSED_ON)) {
    const pass = (): unknown => child.kill(passedOn);
    process.on(signal, pass);
    cleanUps.defer(() => process.off(signal, pass));
  }
  const ended: unknown[] = await once(child, "close");
  const [code, signal] = ended;
  return typeof code === "number" ? code : 128 + signalNumber(signal);
}

function signalNumber(name: unknown): number {
  return Object.entries(constants.signals).find(([signal]) => signal === name)?.[1] ?? 0;
}
