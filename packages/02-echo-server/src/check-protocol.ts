/**
 * Refuses a protocol whose callbacks would never be called, or not be waited for.
 *
 * All callbacks are optional, so TypeScript accepts a class with one right name and one wrong one, and
 * at run time a misspelt callback is only ever silent. So the names are looked at before the first
 * connection: the object's own and those of its classes.
 */
import { isAsyncFunction } from "node:util/types";
import { callbackNames } from "./protocol.ts";
import { editDistance } from "./edit-distance.ts";

/** Two slips of the finger. No two callbacks are as close as that. */
const NEAR = 2;

/** What people put before the name of a callback in other libraries. */
const PREFIX = /^(?:on|handle|_+)(?=[a-z])/i;

/** @throws TypeError that names the misspelt callback and the one that was meant. */
export function checkProtocol(protocol: unknown): void {
  if (typeof protocol !== "object" || protocol === null) {
    throw new TypeError(`Cannot use "${String(protocol)}" as a protocol: it is not an object`);
  }
  const members = membersOf(protocol);
  for (const [name, value] of members) {
    const reason = isCallback(name) ? unusable(value) : misspelt(name, value, members);
    if (reason === undefined) continue;
    throw new TypeError(`Cannot use protocol ${nameOf(protocol)}: "${name}" ${reason}`);
  }
}

/** Everything that a call could find by its name, without calling any getter. */
function membersOf(protocol: object): ReadonlyMap<string, unknown> {
  const members = new Map<string, unknown>();
  let level: unknown = protocol;
  while (typeof level === "object" && level !== null && level !== Object.prototype) {
    for (const [name, property] of Object.entries(Object.getOwnPropertyDescriptors(level))) {
      const hidden = members.has(name) || name === "constructor";
      if (!hidden && property.value !== undefined) members.set(name, property.value);
    }
    level = Object.getPrototypeOf(level);
  }
  return members;
}

function isCallback(name: string): boolean {
  return callbackNames.some((callback) => callback === name);
}

function unusable(value: unknown): string | undefined {
  if (typeof value !== "function") return "is not a function";
  if (isAsyncFunction(value)) return "is async, but a transport does not wait for its callbacks";
  return undefined;
}

function misspelt(
  name: string,
  value: unknown,
  members: ReadonlyMap<string, unknown>,
): string | undefined {
  if (typeof value !== "function") return undefined;
  const plain = plainName(name);
  const bare = name.replace(PREFIX, "");
  const meant = callbackNames.find((callback) => {
    const wanted = plainName(callback);
    // A protocol may well have a helper `onDataReceived`, beside `dataReceived` but not in its place.
    if (bare !== name && plainName(bare) === wanted) return !members.has(callback);
    return editDistance(plain, wanted) <= NEAR;
  });
  return meant === undefined ? undefined : `is not a callback, did you mean "${meant}"`;
}

/** `data_received` and `datareceived` are both `dataReceived` to somebody who comes from elsewhere. */
function plainName(name: string): string {
  return name.toLowerCase().replaceAll("_", "");
}

function nameOf(protocol: object): string {
  const name: unknown = Object.getPrototypeOf(protocol)?.constructor?.name;
  return typeof name === "string" && name !== "" && name !== "Object" ? name : "object";
}
