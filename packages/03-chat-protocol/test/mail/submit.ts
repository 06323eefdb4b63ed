/** Offering a message to the server over a connection of one's own. */
import type { RunningProgram } from "test-harness";

/** A message of so many bytes. */
export function messageOf(bytes: number): string {
  const head = "Subject: size\r\n\r\n";
  return `${head}${"x".repeat(76)}\r\n`.padEnd(bytes - 2, `${"x".repeat(76)}\r\n`) + "\r\n";
}

/** Offers a message, and returns the code of the reply to it, or to DATA when that is the end. */
export async function submit(program: RunningProgram, message: string): Promise<string> {
  await using client = await program.client("smtp");
  await client.expect(/^220 /);
  await client.send("HELO client.example");
  await client.expect(/^250 /);
  await client.send("MAIL FROM:<a@example.com>", "RCPT TO:<b@example.net>");
  await client.expect(/^250 /, /^250 /);
  await client.send("DATA");
  const [offered = ""] = await client.expect(/^(?:354|4\d\d) /);
  if (!offered.startsWith("354")) return offered.slice(0, 3);
  await client.send(`${message}.`);
  const [stored = ""] = await client.expect(/^\d{3} /);
  return stored.slice(0, 3);
}
