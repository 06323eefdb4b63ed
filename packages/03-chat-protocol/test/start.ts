/** The program of this package, with a folder of its own for mail. */
import { type ProgramName, type RunningProgram, startProgram } from "test-harness";
import { temporaryFolder } from "./mail/folder.ts";

/** How it is started, where that matters. */
export interface StartOptions {
  readonly records?: string;
  /** @default the package's start script */
  readonly program?: ProgramName;
}

/** Starts it on free ports. The folder is removed when the test is over. */
export async function start(options: StartOptions = {}): Promise<RunningProgram> {
  const { program = "03-chat-protocol", records } = options;
  const args = ["--port", "0", "--maildir", await temporaryFolder()];
  if (records !== undefined) args.push("--records", records);
  return startProgram(program, args, { ready: ["smtp", "whois"] });
}
