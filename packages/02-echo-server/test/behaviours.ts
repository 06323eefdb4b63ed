/**
 * What the steps show, each as an observation over real TCP that comes out as yes or no.
 *
 * "No" is as definite as "yes": the step has ended, or has closed its output or the connection,
 * without it. A step that fails is neither, and throws.
 */
import { ListenError } from "02-echo-server";
import { type RunningStep, TcpClient } from "test-harness";
import { ENOUGH_BYTES, talkWithoutListening } from "./programs/deaf-client.ts";

/** Starts the step that is looked at, on this port or on any free one. */
type Start = (port?: number) => Promise<RunningStep>;

/** The columns of the table; each check starts the step anew. */
export const behaviours = {
  listens: async (start: Start) => {
    await using step = await start();
    await using client = await visit(step);
    return client !== undefined;
  },

  "keeps serving": async (start: Start) => {
    await using step = await start();
    const first = await converse(step, "hello\r\n");
    const second = await converse(step, "hello\r\n");
    const { kind } = await step.interrupt();
    return first !== undefined && second !== undefined && kind === "interrupted";
  },

  "prints what it receives": async (start: Start) => {
    await using step = await start();
    await converse(step, "fdasfdskl\r\n");
    return await printed(step, String.raw`received [b'fdasfdskl\r\n']`);
  },

  echoes: async (start: Start) => {
    await using step = await start();
    const answer = await converse(step, "hello\r\n");
    return answer?.startsWith("hello\r\n") === true;
  },

  "says who came and who left": async (start: Start) => {
    await using step = await start();
    await using client = await visit(step);
    const name = `client ${client?.local.port}`;
    await client?.end();
    await client?.readToEnd();
    const came = await printed(step, new RegExp(`^${name} came`));
    const left = await printed(step, new RegExp(`^${name} left`));
    if (came === left) return came;
    throw new Error("Cannot tell whether it says who came and left: it says one of the two");
  },

  "says how many are there": async (start: Start) => {
    await using step = await start();
    await using first = await visit(step);
    // Connections are accepted in their order, so the first one is there when this one ends.
    await converse(step, "");
    await first?.end();
    return await printed(step, /, 2 here$/);
  },

  "answers the end of input": async (start: Start) => {
    await using step = await start();
    const answer = await converse(step, "");
    return answer !== undefined && answer !== "";
  },

  "takes no more from who does not read": async (start: Start) => {
    await using step = await start();
    const answer = await converse(step, "hello\r\n");
    if (answer?.startsWith("hello\r\n") !== true) return false; // there is nothing to read
    const { taken, read } = await talkWithoutListening(portOf(step));
    if (read < taken) throw new Error(`Only ${read} of ${taken} bytes came back`);
    return taken < ENOUGH_BYTES;
  },

  "says goodbye when it is stopped": async (start: Start) => {
    await using step = await start();
    await using client = await visit(step);
    await converse(step, ""); // the client before it has been accepted by now
    const stopped = step.interrupt();
    const answer = await client?.readToEnd();
    await client?.end();
    await stopped;
    return answer?.endsWith("goodbye\r\n") === true;
  },

  "shares its port": async (start: Start) => {
    await using first = await start();
    await using client = await visit(first);
    if (client === undefined) return false;
    await using second = await start(portOf(first));
    const outcome = await Promise.race([second.ended, second.line(/^listening on /)]);
    if (typeof outcome === "string") return true;
    if (outcome.kind === "failed" && outcome.error instanceof ListenError) return false;
    throw new Error(`Cannot tell whether it shares its port: the second one ${outcome.kind}`);
  },
} satisfies Record<string, (start: Start) => Promise<boolean>>;

/** A column of the table. */
export type Behaviour = keyof typeof behaviours;

/** A client of the step, or undefined when its `main` returns without having listened. */
async function visit(step: RunningStep): Promise<TcpClient | undefined> {
  const outcome = await Promise.race([step.ended, step.client()]);
  if (outcome instanceof TcpClient) return outcome;
  if (outcome.kind === "returned") return undefined;
  const cause = outcome.kind === "failed" ? outcome.error : undefined;
  throw new Error(`Cannot visit the step: it ${outcome.kind}`, { cause });
}

/** All that a client gets who says this and that it is done; undefined as for {@link visit}. */
async function converse(step: RunningStep, said: string): Promise<string | undefined> {
  await using client = await visit(step);
  await client?.sendRaw(said);
  await client?.end();
  return await client?.readToEnd();
}

/** Stops the step, and looks whether it has printed such a line since the last one that was found. */
async function printed(step: RunningStep, pattern: string | RegExp): Promise<boolean> {
  await step.interrupt();
  return await step.line(pattern).then(
    () => true,
    () => false, // its output has ended
  );
}

function portOf(step: RunningStep): number {
  const [address] = step.listening;
  if (address === undefined) throw new Error("Cannot tell the port: the step does not listen");
  return address.port;
}
