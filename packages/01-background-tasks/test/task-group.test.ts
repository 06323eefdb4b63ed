import { turn } from "test-harness";
import { expect, test } from "vitest";
import { TaskGroup, withTaskGroup } from "../src/mod.ts";
import { errorOf } from "./support/error-of.ts";
import { untilAborted } from "./support/until-aborted.ts";

test("TaskGroup.cancel cancels all children", async () => {
  const group = new TaskGroup();
  const children = [group.createTask(untilAborted), group.createTask(untilAborted)];
  await turn();
  const reason = new Error("enough");
  group.cancel(reason);
  await group.join();
  for (const child of children) await expect(child).rejects.toBe(reason);
  expect(group.size).toBe(0);
});

test("TaskGroup.createTask in a cancelled group makes a task that never begins", async () => {
  const group = new TaskGroup();
  group.cancel();
  let begun = false;
  const child = group.createTask(() => (begun = true));
  await group.join();
  expect([child.state, begun]).toEqual(["cancelled", false]);
});

test("TaskGroup.createTask throws when the group has ended", async () => {
  let kept: TaskGroup | undefined;
  await withTaskGroup((group) => void (kept = group), { name: "short" });
  expect(() => kept?.createTask(() => {})).toThrow(
    'Cannot create a task in group "short": it has ended',
  );
});

test("TaskGroup as a resource cancels what is left and waits for it", async () => {
  const states: string[] = [];
  {
    await using group = new TaskGroup();
    const child = group.createTask(untilAborted);
    child.onDone(() => states.push(child.state));
    await turn();
  }
  expect(states).toEqual(["cancelled"]);
});

test("TaskGroup as a resource throws the failures of its children", async () => {
  const failure = new Error("broken");
  const block = async (): Promise<void> => {
    await using group = new TaskGroup({ name: "block" });
    group.createTask(() => Promise.reject(failure));
    await turn();
  };
  expect(await errorOf(block())).toMatchObject({ errors: [failure] });
});
