import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';

/** Files by their content: the same bytes are kept once per workspace and never change. */
export interface Files {
  put: (workspaceId: string, bytes: Uint8Array) => Promise<string>;
  read: (
    workspaceId: string,
    sha256: string,
  ) => Promise<{ bytes: number; stream: ReadableStream<Uint8Array> }>;
  pathOf: (workspaceId: string, sha256: string) => string;
  /** Everything that is kept, in no order. */
  all: () => AsyncIterable<{ workspaceId: string; sha256: string; path: string; bytes: number }>;
  /** Removes contents that have lain here for a day and that `kept` does not name among those it is asked for. */
  sweep: (workspaceId: string, kept: (contents: string[]) => Promise<Set<string>>) => Promise<void>;
  /** Every content of a workspace that is gone. */
  removeWorkspace: (workspaceId: string) => Promise<void>;
  /** A folder of the import for what people bring, until it is read. */
  uploads: (importId: string) => string;
  /** Where an archive lies until it is fetched. */
  archive: (exportId: string) => string;
}

const isChecksum = /^[0-9a-f]{64}$/;

export function openFiles(folder: string): Files {
  const pathOf = (workspaceId: string, sha256: string) => {
    if (!isChecksum.test(sha256)) throw new TypeError('Not a SHA-256 in hexadecimal.');
    return join(folder, 'content', workspaceId, sha256.slice(0, 2), sha256);
  };
  return {
    pathOf,
    async put(workspaceId, bytes) {
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      const path = pathOf(workspaceId, sha256);
      const known = await stat(path).catch(() => undefined);
      if (known?.size === bytes.byteLength && (await touch(path))) return sha256;
      await mkdir(dirname(path), { recursive: true });
      // A row names the file only after its bytes are safely on disk, also when the power fails.
      const temporary = `${path}.${randomUUID()}`;
      const file = await open(temporary, 'wx', 0o600);
      try {
        await file.writeFile(bytes);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(temporary, path).catch(async (error) => {
        await rm(temporary, { force: true });
        throw error;
      });
      return sha256;
    },
    async read(workspaceId, sha256) {
      const path = pathOf(workspaceId, sha256);
      const { size } = await stat(path);
      return {
        bytes: size,
        stream: Readable.toWeb(createReadStream(path)) as ReadableStream<Uint8Array>,
      };
    },
    async *all() {
      const root = join(folder, 'content');
      for (const workspaceId of await readdir(root).catch(() => [])) {
        for (const part of await readdir(join(root, workspaceId))) {
          for (const sha256 of await readdir(join(root, workspaceId, part))) {
            // Beside finished contents lie those that are being written.
            if (!isChecksum.test(sha256)) continue;
            const path = pathOf(workspaceId, sha256);
            yield { workspaceId, sha256, path, bytes: (await stat(path)).size };
          }
        }
      }
    },
    async sweep(workspaceId, kept) {
      const root = join(folder, 'content', workspaceId);
      const yesterday = Temporal.Now.instant().subtract({ hours: 24 }).epochMilliseconds;
      for (const part of await readdir(root).catch(() => [])) {
        const old: string[] = [];
        for (const name of await readdir(join(root, part))) {
          // A row may be about to name what was put here, or found here, a moment ago.
          if ((await stat(join(root, part, name))).mtimeMs < yesterday) old.push(name);
        }
        const needed = old.length > 0 ? await kept(old) : new Set();
        for (const name of old) {
          if (!needed.has(name)) await rm(join(root, part, name), { force: true });
        }
      }
    },
    removeWorkspace: (workspaceId) =>
      rm(join(folder, 'content', workspaceId), { recursive: true, force: true }),
    uploads: (importId) => join(folder, 'uploads', importId),
    archive: (exportId) => join(folder, 'exports', `${exportId}.zip`),
  };
}

/** Whoever finds a content needs it from now on; false when it has just been swept away. */
async function touch(path: string): Promise<boolean> {
  const now = Temporal.Now.instant().epochMilliseconds / 1_000;
  return utimes(path, now, now).then(
    () => true,
    () => false,
  );
}
