import { expect, test } from "vitest";
import { Roster } from "../src/roster.ts";

test("Roster keeps its members in the order in which they came", () => {
  const roster = new Roster<string>();
  const [a, b, c] = ["a", "b", "c"].map((name) => roster.add(name));
  expect([...roster, roster.size]).toEqual(["a", "b", "c", 3]);
  if (a === undefined || b === undefined || c === undefined) throw new Error("no seats");
  roster.remove(b);
  expect([...roster]).toEqual(["a", "c"]);
  roster.remove(a);
  expect(roster.first).toBe(c);
  roster.add("d");
  roster.remove(c);
  expect([...roster, roster.size]).toEqual(["d", 1]);
});

test("Roster does nothing for a member that has left already", () => {
  const roster = new Roster<string>();
  const seat = roster.add("a");
  roster.add("b");
  roster.remove(seat);
  roster.remove(seat);
  expect([...roster, roster.size]).toEqual(["b", 1]);
  const last = roster.add("c");
  roster.remove(last);
  roster.remove(last);
  expect([...roster, roster.size]).toEqual(["b", 1]);
});

test("Roster lets members leave while somebody looks at all of them", () => {
  const roster = new Roster<number>();
  const seats = [1, 2, 3].map((member) => roster.add(member));
  const seen: number[] = [];
  for (const member of roster) {
    seen.push(member);
    for (const seat of seats) roster.remove(seat);
  }
  expect([seen, roster.size]).toEqual([[1, 2, 3], 0]);
});

test("Roster leaves nothing behind in a seat that leads to the living", () => {
  const roster = new Roster<number>();
  const [, seat] = [1, 2, 3].map((member) => roster.add(member));
  if (seat === undefined) throw new Error("no seat");
  roster.remove(seat);
  expect([seat.before, seat.after]).toEqual([undefined, undefined]);
});
