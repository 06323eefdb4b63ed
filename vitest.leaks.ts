/**
 * Set up before each test file: fails the file when its tests leave a server, a connection, a timer
 * or a process behind, and says where that was opened.
 *
 * vitest's `detectAsyncLeaks` does less and costs more: it leaves connections out, and with them
 * what was armed in their callbacks; it takes a promise that nobody needs any more for a leak; and
 * following every promise makes the tests several times slower.
 */
import { createHook } from "node:async_hooks";
import { afterAll } from "vitest";

/** What can keep a process alive, by the names of `node:async_hooks`. */
const WATCHED = new Set([
  "FSEVENTWRAP",
  "PIPESERVERWRAP",
  "PIPEWRAP",
  "PROCESSWRAP",
  "STATWATCHER",
  "TCPSERVERWRAP",
  "TCPWRAP",
  "Timeout",
  "UDPWRAP",
  "WORKER",
]);

/** What has been closed is gone some turns of the event loop later. */
const TURNS = 50;

/** Frames looked at and shown: enough to lead from a library's insides to the test. */
const FRAMES = 40;

interface Opened {
  readonly what: string;
  /** Whether it keeps the process alive: an unref'd timer does not. */
  readonly isOpen: () => boolean;
}

const opened = new Map<number, Opened>();

createHook({
  init(id, type, _trigger, resource) {
    if (!WATCHED.has(type)) return;
    const origin = originHere();
    if (origin === undefined) return;
    const isOpen = (): boolean => !("hasRef" in resource) || callHasRef(resource.hasRef, resource);
    opened.set(id, { what: `${type} ${origin}`, isOpen });
  },
  destroy(id) {
    opened.delete(id);
  },
}).enable();

afterAll(async () => {
  let left = stillOpen();
  for (let turn = 0; turn < TURNS && left.length > 0; turn += 1) {
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
    left = stillOpen();
  }
  if (left.length > 0) throw new Error(`Left open by the tests of this file:\n${left.join("\n")}`);
});

/** One entry for each place, with how often something opened there is left. */
function stillOpen(): string[] {
  const left = [...opened.values()].filter(({ isOpen }) => isOpen());
  const places = Map.groupBy(left, ({ what }) => what);
  return [...places].map(([what, same]) => `${same.length} × ${what}`);
}

/** The frames outside Node and vitest; `undefined` for what vitest opens for itself. */
function originHere(): string | undefined {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = FRAMES;
  const stack = new Error("where").stack ?? "";
  Error.stackTraceLimit = limit;
  // Standard output is opened when it is first used, and stays.
  if (stack.includes("node:internal/bootstrap/switches")) return undefined;
  const frames = stack.split("\n").slice(1);
  const outside = frames.filter(
    (frame) => !/node:|<anonymous>\)$/.test(frame) && !frame.includes(import.meta.filename),
  );
  const [first] = outside;
  if (first === undefined) return "(opened by Node, such as a connection accepted by a server)";
  if (isVitest(first)) return undefined;
  return `opened\n${outside.filter((frame) => !isVitest(frame)).join("\n")}`;
}

function isVitest(frame: string): boolean {
  return /\/node_modules\/(?:vitest|vite|@vitest\/[a-z-]+)\//.test(frame);
}

function callHasRef(hasRef: unknown, resource: object): boolean {
  return typeof hasRef === "function" && Reflect.apply(hasRef, resource, []) === true;
}
