import type { z } from 'zod';
import type { ActivityVisibility } from '../../../shared/platform/access.ts';
import type { ConnectionKind } from '../../../shared/platform/connections.ts';
import type { Transaction, UserActor } from '../access/actor.ts';
import type { House } from '../house.ts';

/** What opens a connection whose owner signed in at a provider. */
export interface Token {
  accessToken: string;
}

export const isToken = (key: object): key is Token => 'accessToken' in key;

/** A connection at work: what a connector needs to bring its part of the world over. */
export interface Connected<Settings, Secret> {
  house: House;
  id: string;
  name: string;
  /** Who sees what it brings, and to whom it belongs. */
  reach: { audience: string; visibility: ActivityVisibility; ownerId: string };
  /** Everything is written in the name of its owner. */
  actor: UserActor;
  settings: Settings;
  secret: Secret | Token;
  /** Aborted when the connection is paused, changed or removed, and when the server stops. */
  signal: AbortSignal;
  /** There is nothing more to have at the moment: tells everybody who looks at its health. */
  caughtUp: () => Promise<void>;
}

export interface SignIn {
  provider: string;
  /** By their field in the settings. */
  hosts: Readonly<Record<string, string>>;
}

/**
 * Where something comes from. A new source is one of these, registered by its room; when it is asked, how
 * long it rests after a failure, its secret and its screen of health are the same for all.
 */
export interface Connector<Settings = unknown, Secret = unknown> {
  kind: ConnectionKind;
  settings: z.ZodType<Settings>;
  secret: z.ZodType<Secret>;
  /** What of the settings says whom the secret is given to: with another, a kept secret is not sent. */
  addressee: (settings: Settings) => string;
  /** Tries to get in, and leaves nothing behind. Throws ConnectionTrouble or Unanswered. */
  probe: (house: House, settings: Settings, secret: Secret | Token) => Promise<void>;
  /** Where its owner signs in at a provider instead of giving a secret: at which, and who is shown the token. */
  signIn?: (settings: Settings) => SignIn | undefined;
  /** Inside the transaction that makes or changes the connection. */
  prepare?: (
    transaction: Transaction,
    connection: { id: string; reach: Connected<Settings, Secret>['reach']; settings: Settings },
  ) => Promise<void>;
  /**
   * Brings over what there is and, where the source tells of news by itself, stays until the signal. When it
   * returns, it is asked again after `every`. Whatever it throws is told to its owner and tried again.
   */
  run: (connected: Connected<Settings, Secret>) => Promise<void>;
  /** Seconds from one run to the next. */
  every: number;
}

const connectors = new Map<ConnectionKind, Connector>();

export function registerConnector<Settings, Secret>(connector: Connector<Settings, Secret>): void {
  connectors.set(connector.kind, connector as unknown as Connector);
}

export function connectorOf(kind: ConnectionKind): Connector {
  const connector = connectors.get(kind);
  if (!connector) throw new TypeError(`Nothing connects with "${kind}".`);
  return connector;
}
