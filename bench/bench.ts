import type { UserActor } from '../server/platform/access/actor.ts';
import type { Client } from './client.ts';
import type { Installation, RunningServer } from './installation.ts';
import type { BareDriver, Recorder } from './statements.ts';

/** What every figure works with: a running server full of data, and both ways to ask it. */
export interface Bench {
  installation: Installation;
  server: RunningServer;
  client: Client;
  token: string;
  recorder: Recorder;
  bare: BareDriver;
  actor: UserActor;
  /** Who signs in, in the browser and as whose mail is imported. */
  owner: { name: string; email: string; password: string };
  /** The company's own workspace beside the synthetic one: nothing is in it until an import. */
  ownWorkspaceId: string;
  /** People with a long timeline, a middling and a short one, in turn. */
  people: string[];
  /** How often each side is timed. */
  turns: { reads: number; writes: number };
  /** How much is imported. */
  sizes: { contacts: number; mails: number };
}
