/** What may stand behind an address: `SIZE=1000 BODY=8BITMIME` (RFC 5321, 4.1.2). */
import { BEYOND_ASCII } from "./domain.ts";
import { type Reply, reply } from "./reply.ts";

/** What a MAIL command says of its message. */
export interface MailParameters {
  /** Bytes, as the client counts or guesses them (RFC 1870). */
  readonly size: number;
  /** Addresses may have letters beyond ASCII (RFC 6531). */
  readonly utf8: boolean;
}

const PARAMETER = new RegExp(`^([A-Za-z0-9][A-Za-z0-9-]*)(?:=([!-<>-~${BEYOND_ASCII}]+))?$`, "u");

const MALFORMED = reply(501, "5.5.4", "A parameter is malformed");
const UNKNOWN = reply(555, "5.5.4", "A parameter is not known here");
const BAD_SIZE = reply(501, "5.5.4", "SIZE takes a number of bytes");
const BAD_BODY = reply(501, "5.5.4", "BODY takes 7BIT or 8BITMIME");
const BAD_UTF8 = reply(501, "5.5.4", "SMTPUTF8 takes no value");

type Parameters = ReadonlyMap<string, string | undefined>;

/** Reads what stands behind the address of MAIL. Parameters belong to EHLO: HELO has offered none. */
export function mailParameters(text: string, extended: boolean): MailParameters | Reply {
  const given = parseParameters(text);
  if (given === undefined) return MALFORMED;
  const known = extended ? ["SIZE", "BODY", "SMTPUTF8"] : [];
  for (const name of given.keys()) if (!known.includes(name)) return UNKNOWN;
  const size = given.has("SIZE") ? (given.get("SIZE") ?? "") : "0";
  if (!/^\d{1,20}$/.test(size)) return BAD_SIZE;
  // What comes is kept as it is, so both are alike to us (RFC 6152).
  if (given.has("BODY") && !/^(?:7BIT|8BITMIME)$/i.test(given.get("BODY") ?? "")) return BAD_BODY;
  if (given.get("SMTPUTF8") !== undefined) return BAD_UTF8;
  return { size: Number(size), utf8: given.has("SMTPUTF8") };
}

/** Reads what stands behind the address of RCPT, where nothing is known; undefined when it is empty. */
export function recipientParameters(text: string): Reply | undefined {
  const given = parseParameters(text);
  if (given === undefined) return MALFORMED;
  return given.size === 0 ? undefined : UNKNOWN;
}

/** Names in capitals. Undefined when malformed, and when a name comes twice. */
function parseParameters(text: string): Parameters | undefined {
  const parameters = new Map<string, string | undefined>();
  if (text === "") return parameters;
  if (!text.startsWith(" ")) return undefined;
  for (const word of text.trim().split(/ +/)) {
    const [, name, value] = PARAMETER.exec(word) ?? [];
    if (name === undefined || parameters.has(name.toUpperCase())) return undefined;
    parameters.set(name.toUpperCase(), value);
  }
  return parameters;
}
