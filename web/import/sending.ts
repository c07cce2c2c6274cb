import { type Problem, refused, Unreachable } from '../app/api.ts';
import { shownWorkspace } from '../app/workspace.ts';

/** What the server answers to a file. */
export interface Received {
  id: string;
  format: string;
  reason?: string;
}

/**
 * One file, as its bytes stand. XMLHttpRequest and not fetch, because only it tells in every browser how
 * much has been sent.
 */
export function send(
  { importId, name, file, signal }: SendingOf,
  onProgress: (sent: number) => void,
): Promise<Received> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const address = `/api/v1/imports/${importId}/files?${new URLSearchParams({ name }).toString()}`;
    request.open('PUT', address);
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.setRequestHeader('accept', 'application/json');
    const workspace = shownWorkspace();
    if (workspace) request.setRequestHeader('x-workspace', workspace);
    request.upload.addEventListener('progress', ({ loaded }) => onProgress(loaded));
    const away = () => reject(new Unreachable('The server cannot be reached.'));
    request.addEventListener('error', away);
    request.addEventListener('timeout', away);
    request.addEventListener('abort', () => reject(new DOMException('Stopped.', 'AbortError')));
    request.addEventListener('load', () => {
      const answer = parse(request.responseText);
      if (request.status >= 200 && request.status < 300) {
        resolve(answer as Received);
        return;
      }
      void refused({
        title: request.statusText,
        status: request.status,
        code: 'unknown',
        detail: request.statusText,
        ...(answer as Partial<Problem> | undefined),
      }).then(reject);
    });
    signal.addEventListener('abort', () => request.abort());
    request.send(file);
  });
}

interface SendingOf {
  importId: string;
  name: string;
  file: File;
  signal: AbortSignal;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A proxy in between answers with a page of its own.
    return undefined;
  }
}
