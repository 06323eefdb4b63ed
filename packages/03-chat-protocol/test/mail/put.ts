/** Storing a message as a session does it. */
import { type MailStore, StoreError } from "../../src/smtp/mail-store.ts";

/** Writes the chunks and commits; discards when a write fails. Rejects as the store does. */
export async function put(
  store: MailStore,
  ...chunks: readonly (string | Uint8Array)[]
): Promise<void> {
  const draft = await store.open({ from: "a@example.com", to: ["b@example.net"] });
  try {
    for (const chunk of chunks) await draft.write(Buffer.from(chunk));
  } catch (error) {
    await draft.discard();
    throw error;
  }
  await draft.commit();
}

/** How that ended: `stored`, or the fault of the StoreError. */
export async function outcome(storing: Promise<void>): Promise<string> {
  try {
    await storing;
    return "stored";
  } catch (error) {
    return error instanceof StoreError ? error.fault : String(error);
  }
}
