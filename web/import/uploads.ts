import { useSyncExternalStore } from 'react';
import type { Gathered } from './gather.ts';
import { type Received, send } from './sending.ts';

export interface Upload {
  key: string;
  importId: string;
  name: string;
  bytes: number;
  sent: number;
  state: 'waiting' | 'sending' | 'arrived' | 'failed';
  /** In plain words, when failed. */
  error?: string;
  /** What the server made of it, when arrived. */
  received?: Received;
}

export type Send = (
  of: { importId: string; name: string; file: File; signal: AbortSignal },
  onProgress: (sent: number) => void,
) => Promise<Received>;

/** Names of files that were chosen and have not arrived, kept over a reload of the page. */
export interface Memory {
  read: () => Record<string, string[]>;
  write: (missing: Record<string, string[]>) => void;
}

const atOnce = 3;

/**
 * Files on their way to the server. They travel on while the person looks at other pages; a reload ends
 * the journey of those under way, and their names are remembered so that they can be asked for again.
 */
export class Uploads {
  #uploads: readonly Upload[] = [];
  #files = new Map<string, File>();
  #journeys = new Map<string, AbortController>();
  #listeners = new Set<() => void>();
  #missing: Record<string, string[]>;
  #next = 0;
  readonly #send: Send;
  readonly #memory: Memory;
  readonly onArrival = new Set<(importId: string) => void>();

  constructor(send: Send, memory: Memory) {
    this.#send = send;
    this.#memory = memory;
    this.#missing = memory.read();
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  current = (): readonly Upload[] => this.#uploads;

  /** Chosen before the page was loaded, and never arrived. */
  missing(importId: string): string[] {
    const here = new Set(this.#of(importId).map(({ name }) => name));
    return (this.#missing[importId] ?? []).filter((name) => !here.has(name));
  }

  forgetMissing(importId: string): void {
    this.#remember(importId, []);
    this.#tell();
  }

  add(importId: string, files: readonly Gathered[]): void {
    const uploads = files.map(({ file, name }) => {
      const key = String(this.#next++);
      this.#files.set(key, file);
      return { key, importId, name, bytes: file.size, sent: 0, state: 'waiting' as const };
    });
    this.#uploads = [...this.#uploads, ...uploads];
    this.#remember(importId, [
      ...this.missing(importId),
      ...this.#of(importId)
        .filter(({ state }) => state !== 'arrived')
        .map(({ name }) => name),
    ]);
    this.#tell();
    this.#go();
  }

  retry(key: string): void {
    this.#change(key, { state: 'waiting', sent: 0, error: undefined });
    this.#go();
  }

  /** Gives up one file that could not be sent. */
  drop(key: string): void {
    const upload = this.#uploads.find((one) => one.key === key);
    if (!upload) return;
    this.#journeys.get(key)?.abort();
    this.#files.delete(key);
    this.#uploads = this.#uploads.filter((one) => one.key !== key);
    this.#forget(upload);
    this.#tell();
    this.#go();
  }

  /** The import was cancelled: what is under way stops. */
  dropAll(importId: string): void {
    for (const { key, state } of this.#of(importId)) if (state !== 'arrived') this.drop(key);
    this.forgetMissing(importId);
  }

  get isBusy(): boolean {
    return this.#uploads.some(({ state }) => state === 'waiting' || state === 'sending');
  }

  #of(importId: string): Upload[] {
    return this.#uploads.filter((upload) => upload.importId === importId);
  }

  #go(): void {
    while (this.#journeys.size < atOnce) {
      const next = this.#uploads.find(({ state }) => state === 'waiting');
      if (!next) return;
      void this.#travel(next);
    }
  }

  async #travel({ key, importId, name }: Upload): Promise<void> {
    const journey = new AbortController();
    this.#journeys.set(key, journey);
    this.#change(key, { state: 'sending' });
    try {
      const received = await this.#send(
        { importId, name, file: this.#files.get(key) as File, signal: journey.signal },
        (sent) => this.#change(key, { sent }),
      );
      this.#files.delete(key);
      this.#change(key, { state: 'arrived', received });
      this.#forget({ importId, name });
      for (const listener of this.onArrival) listener(importId);
    } catch (error) {
      this.#change(key, {
        state: 'failed',
        error: error instanceof Error ? error.message : String(error),
      });
    } finally {
      this.#journeys.delete(key);
      this.#go();
    }
  }

  #change(key: string, change: Partial<Upload>): void {
    this.#uploads = this.#uploads.map((upload) =>
      upload.key === key ? { ...upload, ...change } : upload,
    );
    this.#tell();
  }

  #forget({ importId, name }: Pick<Upload, 'importId' | 'name'>): void {
    this.#remember(
      importId,
      (this.#missing[importId] ?? []).filter((one) => one !== name),
    );
  }

  #remember(importId: string, names: string[]): void {
    const { [importId]: _, ...others } = this.#missing;
    this.#missing = names.length > 0 ? { ...others, [importId]: [...new Set(names)] } : others;
    this.#memory.write(this.#missing);
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

const place = 'rapport.uploads';
const browserMemory: Memory = {
  read() {
    try {
      return JSON.parse(localStorage.getItem(place) ?? '{}') as Record<string, string[]>;
    } catch {
      // Storage is forbidden or was written by hand: then nothing is known to be missing.
      return {};
    }
  },
  write(missing) {
    try {
      localStorage.setItem(place, JSON.stringify(missing));
    } catch {
      // Then a reload cannot tell which files to bring again.
    }
  },
};

export const uploads = new Uploads(send, browserMemory);

/** The files of one import that are under way or could not be sent, and those that have arrived. */
export function useUploads(importId: string): Upload[] {
  return useSyncExternalStore(uploads.subscribe, uploads.current).filter(
    (upload) => upload.importId === importId,
  );
}
