/** A file with the path it had inside the folder it came in. */
export interface Gathered {
  file: File;
  name: string;
}

/** What systems leave lying in folders and nobody means to bring. */
const litter = /(^|\/)(\.DS_Store|Thumbs\.db|desktop\.ini|\._[^/]*|__MACOSX\/.*)$/i;

export const isLitter = (path: string): boolean => litter.test(path);

/** Chosen by button; a folder's files bring their path along. */
export function ofInput(files: Iterable<File>): Gathered[] {
  return [...files]
    .map((file) => ({ file, name: file.webkitRelativePath || file.name }))
    .filter(({ name }) => !isLitter(name));
}

/** Dropped or pasted; folders are opened. Must be called before the event is over. */
export async function ofTransfer(transfer: DataTransfer): Promise<Gathered[]> {
  // The list of items is emptied as soon as the event ends, so the entries are taken out first.
  const items = [...transfer.items].filter(({ kind }) => kind === 'file');
  const entries = items.map((item) => item.webkitGetAsEntry?.() ?? item.getAsFile());
  const found: Gathered[] = [];
  for (const entry of entries) {
    if (entry instanceof File) found.push({ file: entry, name: entry.name });
    else if (entry) for await (const file of within(entry)) found.push(file);
  }
  return found.filter(({ name }) => !isLitter(name));
}

async function* within(entry: FileSystemEntry): AsyncGenerator<Gathered> {
  if (isFile(entry)) {
    const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject));
    yield { file, name: entry.fullPath.replace(/^\//, '') };
  } else if (isDirectory(entry)) {
    const reader = entry.createReader();
    // A reader hands out some hundred entries at a time, and an empty list at the end.
    for (;;) {
      const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
        reader.readEntries(resolve, reject),
      );
      if (some.length === 0) return;
      for (const one of some) yield* within(one);
    }
  }
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;
const isDirectory = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry =>
  entry.isDirectory;
