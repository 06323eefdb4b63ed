/**
 * A conversation as the RFCs write it, held over real TCP: `C:` is what the client sends, `S:` what
 * the server answers, `<EOF>` the end of one side.
 *
 * ```text
 * C: hello
 * S: hello
 * C: <EOF>
 * S: <EOF>
 * ```
 */
import { TcpClient } from "test-harness";
import { linePattern } from "./transcript.ts";

/** Connects and holds the conversation; rejects at the first line that goes otherwise. */
export async function converse(lines: readonly string[], port: number): Promise<void> {
  await using client = await TcpClient.connect({ host: "127.0.0.1", port });
  for (const line of lines) {
    const [matched, who, text = ""] = /^([CS]):(?: (.*))?$/.exec(line) ?? [];
    if (matched === undefined) throw new Error(`Cannot read "${line}": neither "C: " nor "S: "`);
    if (who === "C") await (text === "<EOF>" ? client.end() : client.send(text));
    else if (text === "<EOF>") await client.expectEnd();
    else await client.expect(new RegExp(`^${linePattern(text)}$`));
  }
}
