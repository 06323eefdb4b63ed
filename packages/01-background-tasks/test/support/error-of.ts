import { expect } from "vitest";

/** What a promise that must reject rejects with. */
export async function errorOf(promise: PromiseLike<unknown>): Promise<unknown> {
  const [result] = await Promise.allSettled([promise]);
  expect(result.status).toBe("rejected");
  return result.status === "rejected" ? result.reason : undefined;
}
