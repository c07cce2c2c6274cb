import { downloadHeaders } from '../../platform/http/download.ts';
import type { attachmentOf } from './content.ts';
import type { SanitisedHtml } from './sanitise.ts';

/** A cleaned mail as a document of its own, under a policy that runs nothing and fetches nothing unasked. */
export function documentResponse(mail: SanitisedHtml, remote: boolean, framedBy: string): Response {
  const images = `data:${remote ? ' https:' : ''}`;
  return new Response(mail.html, {
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': `sandbox allow-popups; default-src 'none'; img-src ${images}; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'; frame-ancestors ${framedBy}`,
      ...(framedBy === "'self'" ? { 'X-Frame-Options': 'SAMEORIGIN' } : {}),
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'no-referrer',
      'X-Blocked-Remote': String(mail.blockedRemote),
      'Cache-Control': 'no-store',
    },
  });
}

export function downloadResponse(file: Awaited<ReturnType<typeof attachmentOf>>): Response {
  return new Response(file.stream, {
    headers: { ...downloadHeaders(file.name), 'Content-Length': String(file.bytes) },
  });
}
