import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { serve } from '@hono/node-server';

/**
 * How long a client may take, in milliseconds. Somebody on a slow line brings a mailbox of gigabytes;
 * whoever sends anything else a letter at a time only means to hold connections.
 */
export interface Patience {
  headers: number;
  body: number;
  file: number;
}

const usual: Patience = { headers: 10_000, body: 30_000, file: 12 * 3_600_000 };

/** The server's socket: requests from the network to the app, and an end to those that do not arrive. */
export function serveApp(
  app: { fetch: (request: Request, env: never) => Response | Promise<Response> },
  { hostname, port }: { hostname: string; port: number },
  patience = usual,
): ReturnType<typeof serve> {
  const server = serve({
    fetch: app.fetch as Parameters<typeof serve>[0]['fetch'],
    hostname,
    port,
    serverOptions: {
      headersTimeout: patience.headers,
      requestTimeout: patience.file,
      connectionsCheckingInterval: Math.min(1_000, patience.headers),
    },
  });
  server.on('request', (request: IncomingMessage) => {
    const { method, url = '' } = request;
    if (method === 'GET' || takesFile(method, url.replace(/\?.*/, ''))) return;
    const overdue = setTimeout(() => {
      if (!request.complete) endOf(request.socket);
    }, patience.body);
    overdue.unref();
    request.once('close', () => clearTimeout(overdue));
  });
  return server;
}

/** The routes that take files; they count their bytes themselves. */
export function takesFile(method: string | undefined, path: string): boolean {
  return method === 'PUT' && /^\/api\/v1\/(?:imports|outgoing)\/[^/]+\/files$/.test(path);
}

function endOf(socket: Socket): void {
  socket.write('HTTP/1.1 408 Request Timeout\r\nconnection: close\r\ncontent-length: 0\r\n\r\n');
  socket.destroySoon();
}
