/**
 * What a crash of the machine would leave of a Maildir. A crash that loses what was not synced
 * cannot be had in a test, so this stands between the store and the file system, makes every call
 * for real, and keeps account by the rules of POSIX: written bytes are on disk when an fsync of the
 * file that began after the write is over, and a name is when an fsync of its folder is that began
 * after the name was made.
 */
import { dirname } from "node:path";
import { type MailFile, type MailFiles, systemFiles } from "../../src/maildir/mail-files.ts";

/** The bytes of a file: those written, and how many of them would outlast a crash. */
interface Content {
  written: Buffer;
  safe: number;
}

export class CrashModel implements MailFiles {
  /**
   * What a crash would have left of each message at the moment its name in `new/` was asked for:
   * from then on the kernel may write the name to disk whenever it likes.
   */
  readonly linked: string[] = [];
  readonly #contents = new Map<string, Content>();
  /** The names in `new/`, and those of them that would outlast a crash. */
  readonly #names = new Map<string, Content>();
  readonly #safeNames = new Set<string>();

  async open(path: string, flags: number, mode?: number): Promise<MailFile> {
    const file = await systemFiles.open(path, flags, mode);
    if (mode === undefined) return this.#watchFolder(path, file);
    const content = { written: Buffer.alloc(0), safe: 0 };
    this.#contents.set(path, content);
    return watchFile(content, file);
  }

  async link(path: string, newPath: string): Promise<void> {
    const content = this.#contents.get(path) ?? { written: Buffer.alloc(0), safe: 0 };
    this.linked.push(survivor(content));
    await systemFiles.link(path, newPath);
    this.#names.set(newPath, content);
  }

  async unlink(path: string): Promise<void> {
    await systemFiles.unlink(path);
    this.#names.delete(path);
  }

  /** What would be in `new/` after a crash now, whatever the kernel did of its own accord. */
  surelyInNew(): string[] {
    const safe = [...this.#names].filter(([name]) => this.#safeNames.has(name));
    return safe.map(([, content]) => survivor(content));
  }

  #watchFolder(path: string, folder: MailFile): MailFile {
    return {
      writeFile: (bytes) => folder.writeFile(bytes),
      sync: async () => {
        const names = [...this.#names.keys()].filter((name) => dirname(name) === path);
        await folder.sync();
        for (const name of names) this.#safeNames.add(name);
      },
      close: () => folder.close(),
    };
  }
}

function watchFile(content: Content, file: MailFile): MailFile {
  return {
    async writeFile(bytes) {
      await file.writeFile(bytes);
      content.written = Buffer.concat([content.written, bytes]);
    },
    async sync() {
      const { length } = content.written;
      await file.sync();
      content.safe = length;
    },
    close: () => file.close(),
  };
}

function survivor({ written, safe }: Content): string {
  return written.toString("latin1", 0, safe);
}
