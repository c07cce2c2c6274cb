import { Pool } from 'undici';

export interface Client {
  get: <Body>(path: string) => Promise<Body>;
  post: <Body>(path: string, body: unknown) => Promise<Body>;
  /** The smallest request this server answers. */
  empty: () => Promise<unknown>;
  close: () => Promise<void>;
}

/** Connections that stay open, as a browser's do; every answer is read to its end and parsed. */
export function openClient(address: string, token: string, connections = 1): Client {
  const pool = new Pool(address, { connections, pipelining: 1 });
  const send = async <Body>(
    method: 'GET' | 'POST',
    path: string,
    body?: unknown,
  ): Promise<Body> => {
    const response = await pool.request({
      method,
      path,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (response.statusCode >= 400) {
      throw new Error(`${method} ${path}: ${response.statusCode} ${await response.body.text()}`);
    }
    return (await response.body.json()) as Body;
  };
  return {
    get: (path) => send('GET', path),
    post: (path, body) => send('POST', path, body),
    empty: () => send('GET', '/healthz'),
    close: () => pool.close(),
  };
}
