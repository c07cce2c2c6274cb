const loopback = ['localhost', '127.0.0.1', '[::1]'];

/**
 * The origins a browser names when it really is at Rapport: the configured address, and on one's own
 * machine its other names as well, because people type localhost where the start line says 127.0.0.1.
 */
export function ownOrigins(publicUrl: string): string[] {
  const { origin, hostname, port, protocol } = new URL(publicUrl);
  if (!loopback.includes(hostname)) return [origin];
  return loopback.map((name) => `${protocol}//${name}${port ? `:${port}` : ''}`);
}
