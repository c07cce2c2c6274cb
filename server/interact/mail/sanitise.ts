import { runInWorker } from '../../platform/workers/calls.ts';
import { htmlToText } from './html-text.ts';
import type { SanitisedHtml, SanitiseInput } from './sanitising.ts';

export type { SanitisedHtml, SanitiseInput };

const milliseconds = 2_000;
const megabytes = 200;
/** Larger bodies are machine output; their words are shown. */
const longestHtml = 2 * 1024 * 1024;

/**
 * The HTML of a mail as a document that can be shown to a colleague: no script, no form, no frame, and
 * nothing fetched from elsewhere unless `remote`. HTML that takes too long or too much to clean is
 * shown as plain text instead, never as it came.
 */
export async function sanitiseHtml(
  html: string,
  options: { remote: boolean; inlineImages: ReadonlyMap<string, string> },
): Promise<SanitisedHtml> {
  const input: SanitiseInput = { html, ...options };
  if (html.length > longestHtml) return asPlainText(input);
  try {
    return await runInWorker<SanitisedHtml>({
      module: new URL('./sanitising.ts', import.meta.url),
      name: 'sanitise',
      input,
      milliseconds,
      megabytes,
    });
  } catch {
    return asPlainText(input);
  }
}

function asPlainText(input: SanitiseInput): SanitisedHtml {
  const text = htmlToText(input.html.slice(0, longestHtml)).replace(
    /[&<>"]/g,
    (letter) => `&#${letter.charCodeAt(0)};`,
  );
  const policy = `<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`;
  return {
    html: `<!doctype html>${policy}<style>body{margin:12px;font:15px/1.5 system-ui,sans-serif}pre{font:inherit;white-space:pre-wrap;overflow-wrap:anywhere}</style><pre>${text}</pre>`,
    blockedRemote: 0,
  };
}
