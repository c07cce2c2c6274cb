import { type BlockList, isIP } from 'node:net';
import path from 'node:path';
import { z } from 'zod';
import { trustedProxies } from '../auth/source.ts';
import { allowedHosts } from '../egress/destination.ts';
import { Failure } from '../failure.ts';

/** The folder of package.json: the clone itself, whatever the current directory is. */
export const projectRoot = path.resolve(import.meta.dirname, '../../..');

export interface Config {
  host: string;
  /** 0 lets the system choose a free port. */
  port: number;
  /** Absolute. Holds the embedded database, files, and the secret for sessions. */
  dataDir: string;
  /** Undefined: the embedded database. */
  databaseServer: { url: string; ownerUrl: string } | undefined;
  /** Absolute. Where the daily backups go; undefined: none are made. */
  backups: string | undefined;
  /** Origin under which browsers reach this installation; undefined: the address it listens on. */
  publicUrl: string | undefined;
  /** A second origin from which uploaded files are served. */
  contentUrl: string | undefined;
  /** Proxies in front of us, whose X-Forwarded-For says where a request really came from. */
  trustedProxies: BlockList;
  /** Hosts with ports in networks of one's own that the server may ask, such as one's own sign-in. */
  allowedHosts: ReadonlySet<string>;
}

const host = z
  .string()
  .refine((value) => isIP(value) !== 0 || /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(value), {
    message: 'Give an address such as 127.0.0.1 or 0.0.0.0, or the name of a host.',
  });

const port = z
  .string()
  .regex(/^\d+$/, 'Give a number from 0 to 65535, such as 3000.')
  .transform(Number)
  .refine((value) => value <= 65_535, 'Give a number from 0 to 65535, such as 3000.');

const origin = z.string().transform((value, context) => {
  const url = URL.parse(value);
  const usable = url && (url.protocol === 'http:' || url.protocol === 'https:');
  if (!usable || url.pathname !== '/' || url.search || url.hash || url.username || url.password) {
    context.addIssue({
      code: 'custom',
      message: 'Give scheme and host only, such as https://crm.example.com.',
    });
    return z.NEVER;
  }
  return url.origin;
});

const proxies = z.string().transform((value, context) => {
  try {
    return trustedProxies(value.split(','));
  } catch (error) {
    context.addIssue({
      code: 'custom',
      message: `${(error as Error).message} List several with commas between them.`,
    });
    return z.NEVER;
  }
});

const hosts = z.string().transform((value, context) => {
  try {
    return allowedHosts(value.split(','));
  } catch (error) {
    context.addIssue({
      code: 'custom',
      message: `${(error as Error).message} List several with commas between them.`,
    });
    return z.NEVER;
  }
});

const databaseUrl = z.string().transform((value, context) => {
  const url = URL.parse(value);
  if (!url || !/^postgres(ql)?:$/.test(url.protocol) || url.pathname.length < 2) {
    context.addIssue({
      code: 'custom',
      message: 'Give an address such as postgresql://rapport_app:password@host:5432/rapport.',
    });
    return z.NEVER;
  }
  return value;
});

const Environment = z
  .object({
    HOST: host.default('127.0.0.1'),
    PORT: port.default(3000),
    RAPPORT_DATA: z.string().default('data'),
    DATABASE_URL: databaseUrl.optional(),
    DATABASE_OWNER_URL: databaseUrl.optional(),
    RAPPORT_URL: origin.optional(),
    RAPPORT_CONTENT_URL: origin.optional(),
    RAPPORT_BACKUPS: z.string().optional(),
    RAPPORT_TRUSTED_PROXIES: proxies.default(trustedProxies([])),
    RAPPORT_ALLOWED_HOSTS: hosts.default(allowedHosts([])),
  })
  .superRefine((env, context) => {
    const missing = (name: string, message: string) =>
      context.addIssue({ code: 'custom', path: [name], message });
    if (env.DATABASE_URL && !env.DATABASE_OWNER_URL) {
      missing(
        'DATABASE_OWNER_URL',
        'DATABASE_URL names the role that serves; name here the role that owns and migrates the database. `node bin/rapport.js doctor --sql-roles` prints how to make both.',
      );
    }
    if (env.DATABASE_OWNER_URL && !env.DATABASE_URL) {
      missing(
        'DATABASE_URL',
        'DATABASE_OWNER_URL names the role that migrates; name here the role that serves. `node bin/rapport.js doctor --sql-roles` prints how to make both.',
      );
    }
    if (env.RAPPORT_CONTENT_URL && env.RAPPORT_CONTENT_URL === env.RAPPORT_URL) {
      missing(
        'RAPPORT_CONTENT_URL',
        'It must differ from RAPPORT_URL: its purpose is to keep uploaded files away from the app. Leave it out to serve both from one address.',
      );
    }
  });

/** Reads and checks the environment; throws one Failure that lists everything wrong with it. */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  // `PORT= npm start` means "the usual one", as in a shell's ${PORT:-3000}.
  const stated = Object.fromEntries(
    Object.keys(Environment.shape)
      .map((name) => [name, env[name]?.trim()] as const)
      .filter(([, value]) => value),
  );
  const parsed = Environment.safeParse(stated);
  if (!parsed.success) throw new Failure(complaints(parsed.error, stated));

  const { HOST, PORT, RAPPORT_DATA, RAPPORT_BACKUPS, DATABASE_URL, DATABASE_OWNER_URL } =
    parsed.data;
  const dataDir = path.resolve(projectRoot, RAPPORT_DATA);
  return {
    host: HOST,
    port: PORT,
    dataDir,
    backups:
      RAPPORT_BACKUPS === 'off'
        ? undefined
        : path.resolve(projectRoot, RAPPORT_BACKUPS ?? path.join(dataDir, 'backups')),
    databaseServer:
      DATABASE_URL && DATABASE_OWNER_URL
        ? { url: DATABASE_URL, ownerUrl: DATABASE_OWNER_URL }
        : undefined,
    publicUrl: parsed.data.RAPPORT_URL,
    contentUrl: parsed.data.RAPPORT_CONTENT_URL,
    trustedProxies: parsed.data.RAPPORT_TRUSTED_PROXIES,
    allowedHosts: parsed.data.RAPPORT_ALLOWED_HOSTS,
  };
}

function complaints(error: z.ZodError, stated: Record<string, string | undefined>): string {
  const lines = error.issues.map(({ path: [name], message }) => {
    const key = String(name);
    const value = stated[key];
    return `  ${key} ${value ? `is ${shown(key, value)}` : 'is not set'}. ${message}`;
  });
  return ['Rapport cannot start with this environment; nothing was changed.', ...lines].join('\n');
}

// A mistyped database address usually still holds a password, and messages end up in logs.
const shown = (name: string, value: string) =>
  name.startsWith('DATABASE_') ? `"${value.replace(/:[^:@/]*@/, ':…@')}"` : `"${value}"`;
