/**
 * A conversation as the RFCs write it: `C:` is what the client sends, `S:` what the server answers.
 *
 * ```text
 * C1: hello                a line; CR LF is sent behind it
 * S1: hello
 * C2: b'raw\n'             exactly these bytes
 * S2: b'raw\n'
 * C1: <EOF>                the end of one side; <RST> is a reset
 * ... 30 s pass
 * ^C                       the reader's Ctrl-C at the server
 * S2: <EOF>
 * ```
 */
import { bytesLiteral } from "./bytes-literal.ts";

/** What one side says. */
export type Words =
  | { readonly kind: "line"; readonly text: string }
  | { readonly kind: "bytes"; readonly bytes: Uint8Array }
  | { readonly kind: "end" }
  | { readonly kind: "reset" };

/** One line of a conversation. */
export type Turn =
  | {
      readonly kind: "client" | "server";
      /** Which client: `1` of `C1:`; empty for `C:`. */
      readonly client: string;
      readonly words: Words;
    }
  | { readonly kind: "pass"; readonly ms: number }
  | { readonly kind: "interrupt" };

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, min: 60_000, h: 3_600_000 };

/** What a line of a conversation means. Throws Error when it means nothing. */
export function parseTurn(line: string): Turn {
  if (line === "^C") return { kind: "interrupt" };
  const [passes, amount, unit = ""] = /^\.\.\. (\d+) (ms|s|min|h) pass$/.exec(line) ?? [];
  if (passes !== undefined) return { kind: "pass", ms: Number(amount) * (UNITS[unit] ?? 0) };
  const [matched, who, client = "", text = ""] = /^([CS])(\d?):(?: (.*))?$/.exec(line) ?? [];
  if (matched === undefined) throw new Error(`Cannot read "${line}": neither "C: " nor "S: "`);
  return { kind: who === "C" ? "client" : "server", client, words: parseWords(text) };
}

/** Whether time passes in a conversation, so that it needs a clock that can be moved. */
export function takesTime(lines: readonly string[]): boolean {
  return lines.some((line) => /^\.\.\. \d/.test(line));
}

function parseWords(text: string): Words {
  if (text === "<EOF>") return { kind: "end" };
  if (text === "<RST>") return { kind: "reset" };
  if (/^<[A-Z]+>$/.test(text)) throw new Error(`Cannot read "${text}": neither <EOF> nor <RST>`);
  const bytes = bytesLiteral(text);
  return bytes === undefined ? { kind: "line", text } : { kind: "bytes", bytes };
}
