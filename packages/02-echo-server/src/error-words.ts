/** What the kernel's and the resolver's error codes mean, for the people who read our messages. */

const words: Readonly<Record<string, string>> = {
  EACCES: "permission denied (ports under 1024 may need privileges)",
  EADDRINUSE: "the port is in use",
  EADDRNOTAVAIL: "this machine does not have that address",
  EAFNOSUPPORT: "this machine does not have that kind of address",
  EAI_AGAIN: "the name cannot be looked up at the moment",
  ECONNREFUSED: "the connection was refused",
  ECONNRESET: "the connection was reset",
  EHOSTUNREACH: "no route to the host",
  ENETUNREACH: "no route to the network",
  ENOTFOUND: "the name does not resolve",
  ETIMEDOUT: "the host does not answer",
};

/** The `code` of a system error, or `"UNKNOWN"`. */
export function codeOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return typeof code === "string" ? code : "UNKNOWN";
}

/** A few plain words for a system error; its own message when there are none. */
export function wordsFor(error: unknown): string {
  return words[codeOf(error)] ?? (error instanceof Error ? error.message : String(error));
}
