import { ownOrigins } from '../origins.ts';

/** For whom a browser makes passkeys and with whom it uses them: our name, never an address of numbers. */
export interface RelyingParty {
  id: string;
  origins: string[];
}

export function relyingParty(publicUrl: string): RelyingParty {
  const { hostname } = new URL(publicUrl);
  const origins = ownOrigins(publicUrl);
  // On one's own machine passkeys belong to localhost; a browser makes none for 127.0.0.1.
  return { id: origins.length > 1 ? 'localhost' : hostname, origins };
}
