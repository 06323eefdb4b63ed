import { expect, test } from "vitest";
import { Framer } from "../src/mod.ts";

const MEGABYTE = 1024 * 1024;

/** Counts the bytes that are searched and moved while `body` runs. */
function workOf(body: () => void): { readonly searched: number; readonly moved: number } {
  const work = { searched: 0, moved: 0 };
  const { indexOf, set } = Buffer.prototype;
  Buffer.prototype.indexOf = function countedIndexOf(
    value: string | number | Uint8Array,
    from?: unknown,
  ) {
    const start = typeof from === "number" ? from : 0;
    const at = indexOf.call(this, value, start);
    work.searched += (at < 0 ? this.length : at + 1) - start;
    return at;
  };
  Buffer.prototype.set = function countedSet(bytes: ArrayLike<number>, offset?: number) {
    work.moved += bytes.length;
    set.call(this, bytes, offset);
  };
  try {
    body();
  } finally {
    Object.assign(Buffer.prototype, { indexOf });
    Reflect.deleteProperty(Buffer.prototype, "set"); // it is inherited
  }
  return work;
}

test("Framer works in proportion to the input: one long line, byte by byte", () => {
  const framer = new Framer({ maxLength: MEGABYTE });
  let frames = 0;
  const work = workOf(() => {
    for (let sent = 0; sent <= MEGABYTE; sent += 1) {
      framer.push(Uint8Array.of(sent === MEGABYTE ? 10 : 120));
      if (framer.next()?.kind === "frame") frames += 1;
    }
  });
  expect(frames).toBe(1);
  expect(work.searched).toBeGreaterThanOrEqual(MEGABYTE);
  expect(work.searched).toBeLessThan(3 * MEGABYTE);
  expect(work.moved).toBeGreaterThanOrEqual(MEGABYTE);
  expect(work.moved).toBeLessThan(3 * MEGABYTE);
});

test("Framer works in proportion to the input: one long frame with a long terminator", () => {
  const framer = new Framer({ terminator: "\r\n.\r\n", maxLength: MEGABYTE });
  const work = workOf(() => {
    for (let sent = 0; sent < MEGABYTE; sent += 64) {
      framer.push(Buffer.alloc(64, "\r\n"));
      framer.next();
    }
    framer.push(Buffer.from(".\r\n"));
  });
  expect(framer.next()).toMatchObject({ kind: "frame", data: { length: MEGABYTE - 2 } });
  expect(work.searched).toBeGreaterThanOrEqual(MEGABYTE);
  expect(work.searched).toBeLessThan(3 * MEGABYTE);
  expect(work.moved).toBeGreaterThanOrEqual(MEGABYTE);
  expect(work.moved).toBeLessThan(3 * MEGABYTE);
});

test("Framer copies nothing of one large chunk with many frames, and searches it once", () => {
  const framer = new Framer();
  let frames = 0;
  const work = workOf(() => {
    framer.push(Buffer.from("a\n".repeat(MEGABYTE / 2)));
    while (framer.next() !== undefined) frames += 1;
  });
  expect(frames).toBe(MEGABYTE / 2);
  expect(work).toEqual({ searched: MEGABYTE, moved: 0 });
});

test("Framer moves few bytes when a large backlog grows a little at a time", () => {
  const framer = new Framer();
  let frames = 0;
  const work = workOf(() => {
    framer.push(Buffer.from("a\n".repeat(MEGABYTE / 4)));
    for (let sent = 0; sent < MEGABYTE / 2; sent += 2) {
      framer.push(Buffer.from("b\n"));
      if (framer.next() !== undefined) frames += 1;
    }
  });
  expect(frames).toBe(MEGABYTE / 4);
  expect(work.searched).toBe(MEGABYTE / 2);
  expect(work.moved).toBeGreaterThanOrEqual(MEGABYTE / 2);
  expect(work.moved).toBeLessThan(3 * MEGABYTE);
});

test("Framer drops what is too long in proportion to the input", () => {
  const framer = new Framer({ maxLength: 10 });
  const work = workOf(() => {
    for (let sent = 0; sent < MEGABYTE; sent += 1) {
      framer.push(Uint8Array.of(120));
      framer.next();
    }
  });
  expect(work.searched).toBeGreaterThanOrEqual(MEGABYTE);
  expect(work.searched).toBeLessThan(3 * MEGABYTE);
  expect(work.moved).toBeGreaterThanOrEqual(MEGABYTE);
  expect(work.moved).toBeLessThan(3 * MEGABYTE);
});
