/** What a server says when it is ready. */

/** One `listening on SCHEME://HOST:PORT` line. */
export interface ReadyLine {
  readonly scheme: string;
  readonly host: string;
  readonly port: number;
}

/** Reads a line of output: one ready line, or none. */
export function readyLine(line: string): ReadyLine[] {
  const match = /^listening on ([a-z]+):\/\/(\S+):(\d+)$/.exec(line);
  if (match === null) return [];
  const [, scheme = "", host = "", port = ""] = match;
  return [{ scheme, host: host.replace(/^\[(.*)\]$/, "$1"), port: Number(port) }];
}
