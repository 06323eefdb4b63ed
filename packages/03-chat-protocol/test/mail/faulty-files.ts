/** The real file system, in which chosen calls fail, or wait. */
import { basename, dirname } from "node:path";
import { type MailFile, type MailFiles, systemFiles } from "../../src/maildir/mail-files.ts";

/** A call, such as `sync tmp`: what is called, and the folder that it is about. */
export type Call = `${"open" | "write" | "sync" | "close" | "link" | "unlink"} ${string}`;

/** Is told of each call before it is made; throws in its place or makes it wait. */
export type BeforeCall = (call: Call) => void | Promise<void>;

/** An error as the file system makes it. */
export function systemError(code: string): Error {
  return Object.assign(new Error(`${code}: made by the test`), { code });
}

/** Files whose calls `before` can stop. A folder's own calls are named for it: `sync new`. */
export function faultyFiles(before: BeforeCall): MailFiles {
  return {
    async open(path, flags, mode) {
      const folder = basename(mode === undefined ? path : dirname(path));
      await before(`open ${folder}`);
      return faultyFile(folder, await systemFiles.open(path, flags, mode), before);
    },
    async link(path, newPath) {
      await before(`link ${basename(dirname(newPath))}`);
      await systemFiles.link(path, newPath);
    },
    async unlink(path) {
      await before(`unlink ${basename(dirname(path))}`);
      await systemFiles.unlink(path);
    },
  };
}

/** Fails every call of this name with the code. */
export function failing(call: Call, code: string): MailFiles {
  return faultyFiles((made) => {
    if (made === call) throw systemError(code);
  });
}

function faultyFile(folder: string, file: MailFile, before: BeforeCall): MailFile {
  return {
    async writeFile(bytes) {
      await before(`write ${folder}`);
      await file.writeFile(bytes);
    },
    async sync() {
      await before(`sync ${folder}`);
      await file.sync();
    },
    async close() {
      try {
        await before(`close ${folder}`);
      } finally {
        // A close that fails closes all the same (close(2)).
        await file.close();
      }
    },
  };
}
