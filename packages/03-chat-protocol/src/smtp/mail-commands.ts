/** The three commands that bring a message: MAIL, RCPT and DATA. */
import { type Command, tooLarge, usageOf } from "./command.ts";
import { isBeyondAscii } from "./domain.ts";
import { mailParameters, recipientParameters } from "./parameters.ts";
import { parseForwardPath, parseReversePath } from "./path.ts";
import { reply, type Reply } from "./reply.ts";

const SAY_HELLO = reply(503, "5.5.1", "Say EHLO first");
const SAY_MAIL = reply(503, "5.5.1", "Say MAIL first");
const SAY_RCPT = reply(503, "5.5.1", "Say RCPT first");
const IN_TRANSACTION = reply(503, "5.5.1", "A message is begun already: RSET forgets it");
const NO_RECIPIENTS = reply(554, "5.5.1", "No recipient was accepted");
const NEEDS_UTF8 = reply(553, "5.6.7", "The address is not ASCII: say SMTPUTF8 behind MAIL");

/** Begins a message (RFC 5321, 4.1.1.2). */
export const mail: Command = {
  usage: "MAIL FROM:<address> [SIZE=bytes] [BODY=7BIT|8BITMIME] [SMTPUTF8]",
  refusal({ hello: greeted, transaction }) {
    if (greeted === undefined) return SAY_HELLO;
    return transaction === undefined ? undefined : IN_TRANSACTION;
  },
  run(state, argument, settings) {
    const text = afterKeyword("FROM", argument);
    if (text === undefined) return usageOf(mail);
    const path = parseReversePath(text);
    if (path === "too long") return reply(501, "5.1.7", "The address is too long");
    if (path === "malformed") return reply(501, "5.1.7", "That is no address: <name@example.com>");
    const parameters = mailParameters(path.rest, state.hello?.extended === true);
    if ("code" in parameters) return parameters;
    if (!parameters.utf8 && isBeyondAscii(path.address)) return NEEDS_UTF8;
    if (parameters.size > settings.maxMessageBytes) return tooLarge(settings.maxMessageBytes);
    state.transaction = { from: path.address, utf8: parameters.utf8, to: [], refused: false };
    return reply(250, "2.1.0", "Sender accepted");
  },
};

/** Adds one whom it is for (RFC 5321, 4.1.1.3). */
export const rcpt: Command = {
  usage: "RCPT TO:<address>",
  refusal: ({ transaction }) => (transaction === undefined ? SAY_MAIL : undefined),
  run({ transaction }, argument, settings) {
    if (transaction === undefined) return SAY_MAIL;
    const accepted = recipient(argument, transaction.utf8);
    if (typeof accepted !== "string") {
      transaction.refused = true;
      return accepted;
    }
    if (transaction.to.length >= settings.maxRecipients) {
      return reply(452, "4.5.3", `Too many recipients: at most ${settings.maxRecipients}`);
    }
    transaction.to.push(accepted);
    return reply(250, "2.1.5", "Recipient accepted");
  },
};

function recipient(argument: string, utf8: boolean): string | Reply {
  const text = afterKeyword("TO", argument);
  if (text === undefined) return usageOf(rcpt);
  const path = parseForwardPath(text);
  if (path === "too long") return reply(501, "5.1.3", "The address is too long");
  if (path === "malformed") return reply(501, "5.1.3", "That is no address: <name@example.com>");
  const refusal = recipientParameters(path.rest);
  if (refusal !== undefined) return refusal;
  return !utf8 && isBeyondAscii(path.address) ? NEEDS_UTF8 : path.address;
}

/** Asks to send its text (RFC 5321, 4.1.1.4). */
export const data: Command = {
  usage: "DATA",
  argument: "none",
  refusal({ transaction }) {
    if (transaction === undefined) return SAY_MAIL;
    if (transaction.to.length > 0) return undefined;
    return transaction.refused ? NO_RECIPIENTS : SAY_RCPT;
  },
  run({ hello, transaction }) {
    if (hello === undefined || transaction === undefined) return SAY_MAIL;
    return { hello, transaction };
  },
};

/**
 * What stands behind `FROM:` or `TO:`. No blank belongs behind the colon (RFC 5321, 3.3), but so
 * many type one that it is taken.
 */
function afterKeyword(keyword: string, argument: string): string | undefined {
  const [, found, text] = /^([A-Za-z]+): *(.*)$/.exec(argument) ?? [];
  return found?.toUpperCase() === keyword ? text : undefined;
}
