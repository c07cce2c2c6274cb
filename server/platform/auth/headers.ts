import type { MiddlewareHandler } from 'hono';

/**
 * The headers every answer carries. An answer that has set one itself keeps it: received mail and files
 * are served under a stricter or another policy of their own.
 */
export function securityHeaders(options: {
  publicUrl: string;
  contentUrl?: string;
}): MiddlewareHandler {
  const { protocol } = new URL(options.publicUrl);
  const secure = protocol === 'https:';
  const content = options.contentUrl ? [new URL(options.contentUrl).origin] : [];
  const policy: Record<string, string[]> = {
    'default-src': ["'none'"],
    'script-src': ["'self'"],
    // Positions of virtual rows and popovers are set through the DOM, which this does not concern.
    'style-src': ["'self'"],
    'img-src': ["'self'", 'data:', 'blob:', ...content],
    'font-src': ["'self'"],
    'connect-src': ["'self'"],
    'manifest-src': ["'self'"],
    'worker-src': ["'self'"],
    'frame-src': ["'self'", ...content],
    'form-action': ["'self'"],
    'base-uri': ["'none'"],
    'frame-ancestors': ["'none'"],
    ...(secure ? { 'upgrade-insecure-requests': [] } : {}),
  };
  const headers: Record<string, string> = {
    'Content-Security-Policy': Object.entries(policy)
      .map(([directive, sources]) => [directive, ...sources].join(' '))
      .join('; '),
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'Referrer-Policy': 'same-origin',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Permissions-Policy':
      'camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()',
    ...(secure ? { 'Strict-Transport-Security': 'max-age=31536000; includeSubDomains' } : {}),
  };
  const entries = Object.entries(headers);
  return async (context, next) => {
    await next();
    // Written onto the answer itself: `context.header` would build a new answer, its body a stream, for each.
    const { headers } = context.res;
    for (const [name, value] of entries) {
      if (!headers.has(name)) headers.set(name, value);
    }
    if (isApi(context.req.path) && !headers.has('Cache-Control')) {
      headers.set('Cache-Control', 'no-store');
    }
  };
}

function isApi(path: string): boolean {
  return path === '/api' || path.startsWith('/api/');
}
