import { expect, test } from "vitest";
import { WriteQueue } from "../src/write-queue.ts";

function filled(...chunks: string[]): WriteQueue {
  const queue = new WriteQueue();
  for (const chunk of chunks) queue.push(Buffer.from(chunk));
  return queue;
}

function takeText(queue: WriteQueue, limit: number): string[] {
  return queue.take(limit).map((chunk) => Buffer.from(chunk).toString());
}

test("WriteQueue gives back whole chunks in order", () => {
  const queue = filled("ab", "cde", "f");
  expect(queue.bytes).toBe(6);
  expect(takeText(queue, 100)).toEqual(["ab", "cde", "f"]);
  expect(queue.bytes).toBe(0);
});

test("WriteQueue cuts a chunk that is longer than the limit", () => {
  const queue = filled("abcde");
  expect([takeText(queue, 2), takeText(queue, 2), takeText(queue, 2)]).toEqual([
    ["ab"],
    ["cd"],
    ["e"],
  ]);
});

test("WriteQueue cuts at the limit in the middle of several chunks, at every limit", () => {
  const text = "abcdefghij";
  for (let limit = 1; limit <= text.length; limit += 1) {
    const queue = filled("a", "bcd", "ef", "ghij");
    const turns: string[] = [];
    while (queue.bytes > 0) turns.push(takeText(queue, limit).join(""));
    expect(turns.join("")).toBe(text);
    expect(turns.slice(0, -1).every((turn) => turn.length === limit)).toBe(true);
  }
});

test("WriteQueue takes nothing from nothing", () => {
  expect(new WriteQueue().take(10)).toEqual([]);
});

test("WriteQueue stays right when pushes and takes alternate", () => {
  const queue = new WriteQueue();
  let pushed = "";
  let taken = "";
  for (let round = 0; round < 500; round += 1) {
    const chunk = String(round);
    pushed += chunk;
    queue.push(Buffer.from(chunk));
    if (round % 3 !== 0) taken += takeText(queue, 4).join("");
    expect(queue.bytes).toBe(pushed.length - taken.length);
  }
  expect(taken + takeText(queue, 10_000).join("")).toBe(pushed);
});
