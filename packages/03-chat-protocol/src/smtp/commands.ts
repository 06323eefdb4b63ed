/** The commands of SMTP by their verbs (RFC 5321, 4.1). */
import { type Command, type DialogueSettings } from "./command.ts";
import { isHost } from "./domain.ts";
import { data, mail, rcpt } from "./mail-commands.ts";
import { plainReply, reply } from "./reply.ts";

const OK = reply(250, "2.0.0", "Ok");

function hello(extended: boolean): Command {
  return {
    usage: `${extended ? "EHLO" : "HELO"} host`,
    run(state, name, settings) {
      // Neither reply has an enhanced code: the client may not know yet that there are any.
      if (!isHost(name)) {
        return plainReply(501, "That is no host name, nor an address in brackets");
      }
      state.hello = { name, extended };
      state.transaction = undefined;
      const greeting = `${settings.hostname} greets ${name}`;
      return plainReply(250, greeting, ...(extended ? extensions(settings) : []));
    },
  };
}

function extensions({ maxMessageBytes }: DialogueSettings): readonly string[] {
  const size = `SIZE ${maxMessageBytes}`;
  return ["PIPELINING", size, "8BITMIME", "ENHANCEDSTATUSCODES", "SMTPUTF8", "HELP"];
}

const rset: Command = {
  usage: "RSET",
  argument: "none",
  run(state) {
    state.transaction = undefined;
    return OK;
  },
};

const noop: Command = { usage: "NOOP [anything]", run: () => OK };

const vrfy: Command = {
  usage: "VRFY name",
  argument: "some",
  // RFC 5321, 7.3: a server that says who is there helps those who collect addresses.
  run: () => reply(252, "2.5.0", "Cannot say whether it is there; mail for it is taken"),
};

const quit: Command = {
  usage: "QUIT",
  argument: "none",
  run: (_state, _argument, { hostname }) => reply(221, "2.0.0", `${hostname} closes: goodbye`),
};

const help: Command = {
  usage: "HELP [command]",
  run(_state, argument) {
    if (argument === "") {
      return reply(214, "2.0.0", ...[...commands.values()].map(({ usage }) => usage));
    }
    const command = commands.get(argument.toUpperCase());
    if (command === undefined) return reply(504, "5.5.4", "There is no help on that");
    return reply(214, "2.0.0", command.usage);
  },
};

/** The commands by their verbs, in the order in which HELP lists them. */
export const commands: ReadonlyMap<string, Command> = new Map([
  ["EHLO", hello(true)],
  ["HELO", hello(false)],
  ["MAIL", mail],
  ["RCPT", rcpt],
  ["DATA", data],
  ["RSET", rset],
  ["NOOP", noop],
  ["VRFY", vrfy],
  ["HELP", help],
  ["QUIT", quit],
]);
