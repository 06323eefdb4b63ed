/** Running the mail clients that people have. */
import { spawn } from "node:child_process";
import { once } from "node:events";

/** The Debian package of each client, for who has not got it. */
const PACKAGES = {
  curl: "curl",
  nsenter: "util-linux",
  prlimit: "util-linux",
  python3: "python3",
  "smtp-source": "postfix",
  swaks: "swaks",
  unshare: "util-linux",
} as const;

/** A client that there is a Debian package for. */
export type ClientName = keyof typeof PACKAGES;

/** How a client ended, and all that it printed. */
export interface ClientRun {
  readonly status: number | null;
  readonly output: string;
}

/**
 * Runs a client to its end, with `input` on its standard input. Rejects with the name of the Debian
 * package when it is not installed.
 */
export async function runClient(
  client: ClientName,
  args: readonly string[],
  input: string | Uint8Array = "",
): Promise<ClientRun> {
  // Debian keeps smtp-source with the programs of the administrator.
  const path = `${process.env["PATH"] ?? ""}:/usr/sbin`;
  const child = spawn(client, args, { env: { ...process.env, PATH: path } });
  let output = "";
  child.stdout.on("data", (chunk) => (output += String(chunk)));
  child.stderr.on("data", (chunk) => (output += String(chunk)));
  // Who does not read to the end says why in its output.
  child.stdin.on("error", () => {});
  child.stdin.end(input);
  try {
    const [status] = await once(child, "close");
    return { status, output };
  } catch (cause) {
    const install = `apt-get install ${PACKAGES[client]}`;
    throw new Error(`Cannot run "${client}": install it (Debian: ${install})`, { cause });
  }
}

/** The same for a client that has to succeed: rejects with what it printed when it does not. */
export async function succeed(
  client: ClientName,
  args: readonly string[],
  input?: string | Uint8Array,
): Promise<void> {
  const { status, output } = await runClient(client, args, input);
  if (status !== 0)
    throw new Error(`Expected "${client} ${args.join(" ")}" to succeed:\n${output}`);
}
