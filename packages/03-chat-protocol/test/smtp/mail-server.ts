/** Talking SMTP with a server of this process. */
import { createServer } from "02-echo-server";
import { type RunningServer, startServer, type TcpClient } from "test-harness";
import { type MailStore, type SmtpOptions, SmtpSession } from "../../src/mod.ts";
import { MemoryStore } from "./memory-store.ts";

/** A server that takes mail. */
export function startMail(
  store: MailStore = new MemoryStore(),
  options: SmtpOptions = {},
): Promise<RunningServer<Awaited<ReturnType<typeof createServer>>>> {
  const chat = { onStoreError: () => {}, ...options };
  return startServer(createServer(() => new SmtpSession(store, chat)));
}

/** What comes before a message. */
export const ENVELOPE = [
  "EHLO client.example",
  "MAIL FROM:<a@example.com>",
  "RCPT TO:<b@example.net>",
] as const;

/** The next reply, whole: its lines with LF between them. */
export async function nextReply(client: TcpClient): Promise<string> {
  const lines: string[] = [];
  for (;;) {
    const [line = ""] = await client.expect(/^\d{3}[ -]/);
    lines.push(line);
    if (line.at(3) === " ") return lines.join("\n");
  }
}

/** Sends each line when the one before has been answered; returns the codes of the answers. */
export async function codes(client: TcpClient, lines: readonly string[]): Promise<number[]> {
  const heard: number[] = [];
  for (const line of lines) {
    await client.send(line);
    heard.push(codeOf(await nextReply(client)));
  }
  return heard;
}

/** The three digits of a reply. */
function codeOf(reply: string): number {
  return Number(reply.slice(0, 3));
}

/** The codes of all replies in what a server said. */
export function codesIn(said: string): number[] {
  return [...said.matchAll(/^(\d{3}) /gm)].map(([, code]) => Number(code));
}

/** A message that stands behind the two header fields that a server writes. */
export function withoutTrace(text: string): string {
  return text.replace(/^Return-Path: .*\r\nReceived: [^;]*; .* \+0000\r\n/, "");
}
