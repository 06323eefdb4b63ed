/**
 * What a mail server says: a code, what it means more exactly, and a text for people.
 *
 * ```ts
 * formatReply(reply(250, "2.1.0", "Sender accepted")); // "250 2.1.0 Sender accepted\r\n"
 * ```
 */

/** One reply (RFC 5321, 4.2). */
export interface Reply {
  /** Three digits: the first says whether it worked (2, 3), may work later (4), or will not (5). */
  readonly code: number;
  /**
   * `class.subject.detail` (RFC 3463). Greetings, the answers to EHLO and HELO, and 354 have none
   * (RFC 2034, 4).
   */
  readonly enhanced?: string;
  /** One text for each line: printable ASCII. */
  readonly lines: readonly string[];
}

/** A reply with an enhanced code. */
export function reply(code: number, enhanced: string, ...lines: readonly string[]): Reply {
  return { code, enhanced, lines };
}

/** A reply to a greeting, or one that asks for more: without an enhanced code. */
export function plainReply(code: number, ...lines: readonly string[]): Reply {
  return { code, lines };
}

/** The reply on the wire: all lines but the last have a hyphen behind the code (RFC 5321, 4.2.1). */
export function formatReply({ code, enhanced, lines }: Reply): string {
  const detail = enhanced === undefined ? "" : `${enhanced} `;
  const last = lines.length - 1;
  return lines
    .map((line, index) => `${code}${index < last ? "-" : " "}${detail}${line}\r\n`)
    .join("");
}
