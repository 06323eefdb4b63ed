/**
 * The servers of this package: `pnpm --filter 03-chat-protocol start`, then
 * `swaks --server 127.0.0.1:8025 --to you@example.com`, and look into `maildir/new` of the package;
 * and `whois -h 127.0.0.1 -p 8043 example.com`.
 */
import { join } from "node:path";
import {
  hostOption,
  parseOptions,
  pathOption,
  portOption,
  runMain,
  UsageError,
} from "01-background-tasks";
import { announce, createServer } from "02-echo-server";
import {
  ChatGroup,
  ConnectionLimits,
  finishServing,
  Maildir,
  recordsAnswerer,
  SmtpSession,
  WhoisSession,
} from "./mod.ts";

const usage =
  "start [--host HOST] [--smtp-port PORT] [--whois-port PORT] [--port 0] [--maildir DIR] [--records DIR]";

/** Folders of the package, for whoever says nothing; nothing is written outside of it unasked. */
const MAILDIR = join(import.meta.dirname, "../maildir");
const RECORDS = join(import.meta.dirname, "../records");

await runMain(
  import.meta,
  async ({ clock }) => {
    const { values } = parseOptions({
      options: {
        host: { type: "string", default: "127.0.0.1" },
        port: { type: "string" },
        "smtp-port": { type: "string" },
        "whois-port": { type: "string" },
        maildir: { type: "string", default: MAILDIR },
        records: { type: "string", default: RECORDS },
      },
    });
    const host = hostOption(values.host);
    const free = values.port === undefined ? undefined : freePort(values.port);
    const smtpPort = portOption(values["smtp-port"] ?? free ?? "8025", "--smtp-port");
    const whoisPort = portOption(values["whois-port"] ?? free ?? "8043", "--whois-port");
    const answer = await recordsAnswerer(pathOption(values.records));
    const store = await Maildir.open(pathOption(values.maildir));

    const connections = new ConnectionLimits({ maxConnections: 1000, maxPerClient: 100 });
    const mail = { group: new ChatGroup(), connections };
    const queries = { group: new ChatGroup() };
    await using smtp = await createServer(() => new SmtpSession(store, mail), {
      host,
      port: smtpPort,
    });
    await using whois = await createServer(() => new WhoisSession(answer, queries), {
      host,
      port: whoisPort,
    });
    announce(smtp, "smtp");
    announce(whois, "whois");
    try {
      await Promise.all([smtp.serveForever(), whois.serveForever()]);
    } finally {
      await Promise.all([
        finishServing(smtp, mail.group, { clock }),
        finishServing(whois, queries.group, { clock }),
      ]);
    }
  },
  { usage },
);

/** `--port` speaks for all servers of the program, and they cannot share any other than 0. */
function freePort(text: string): string {
  if (text === "0") return text;
  throw new UsageError(`Cannot use --port "${text}": only 0 goes for all servers at once`);
}
