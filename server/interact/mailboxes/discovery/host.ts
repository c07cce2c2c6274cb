import { normaliseDomain } from '../../../../shared/identify/addresses.ts';

/**
 * The name of a server as somebody else wrote it, or null when it is none that could show a certificate. A
 * number in whichever notation is none: what it leads to has to be the choice of whoever connects.
 */
export function serverName(text: string): string | null {
  const name = normaliseDomain(text);
  if (!name?.includes('.') || name.startsWith('[') || name.includes('_')) return null;
  return /\.(\d+|0x[\da-f]*)$/.test(name) ? null : name;
}

export function serverPort(text: string): number | null {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  return port >= 1 && port <= 65_535 ? port : null;
}
