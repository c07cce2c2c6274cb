import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, connect, createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** Everybody's password at the servers of the tests. */
export const mailPassword = 'known-to-the-tests-alone';

/** An honest IMAP server of this machine, on a free port of the loopback, with a folder of its own. */
export interface Dovecot {
  port: number;
  /** What the operator has to name, so that the server may be asked. */
  host: string;
  /** As the delivery of a mail server does it; the folder is made when it is missing. */
  deliver: (user: string, mail: string, folder?: string) => void;
  /** Lays many mails into an inbox at once, as a history that was there before. */
  fill: (user: string, mails: readonly string[]) => void;
  /** Runs the administrator's tool, such as `mailbox rename`. */
  admin: (...args: string[]) => string;
  /** All connections end; the port stays closed until `start`. */
  stop: () => Promise<void>;
  start: () => Promise<void>;
  /** Stops it and removes what it kept. */
  close: () => Promise<void>;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** A user and group without rights: the server gives up its own where the tests run as root. */
function unprivileged(): { user: string; group: string; uid: number; gid: number } {
  if (process.getuid?.() !== 0) {
    const { username, uid, gid } = os.userInfo();
    const group = spawnSync('id', ['-gn']).stdout.toString().trim();
    return { user: username, group, uid, gid };
  }
  const of = (flag: string) => spawnSync('id', [flag, 'nobody']).stdout.toString().trim();
  return { user: 'nobody', group: of('-gn'), uid: Number(of('-u')), gid: Number(of('-g')) };
}

/** Also opens by tokens, of which it asks `opens` whose they are. */
const byTokens = (folder: string) => `
passdb {
  driver = oauth2
  mechanisms = xoauth2 oauthbearer
  args = ${folder}/oauth2.conf
}`;
const tokens = (opens: string) => `
introspection_mode = post
introspection_url = ${opens}
username_attribute = mailbox
active_attribute = active
active_value = true
`;

function configuration(folder: string, port: number, opens?: string): string {
  const { user, group } = unprivileged();
  return `
base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
default_internal_user = ${user}
default_internal_group = ${group}
default_login_user = ${user}
first_valid_uid = 1
mail_location = maildir:${folder}/mail/%u
mail_uid = ${user}
mail_gid = ${group}
mail_max_userip_connections = 50
auth_mechanisms = plain login${opens ? ' xoauth2 oauthbearer' : ''}
auth_failure_delay = 0
${opens ? byTokens(folder) : ''}
passdb {
  driver = static
  ${opens ? 'mechanisms = plain login' : ''}
  args = password=${mailPassword}
}
userdb {
  driver = static
  args = uid=${user} gid=${group} home=${folder}/home/%u allow_all_users=yes
}
namespace inbox {
  inbox = yes
  separator = /
  mailbox Sent {
    special_use = \\Sent
    auto = create
  }
  mailbox Drafts {
    special_use = \\Drafts
    auto = create
  }
  mailbox Trash {
    special_use = \\Trash
    auto = create
  }
  mailbox Junk {
    special_use = \\Junk
  }
}
service anvil {
  chroot =
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
service stats {
  chroot =
}
`;
}

/** Starts a server. Debian's package dovecot-imapd has to be installed. */
export async function openDovecot(
  at?: number,
  { opens }: { opens?: string } = {},
): Promise<Dovecot> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'rapport-dovecot-'));
  const { uid, gid } = unprivileged();
  for (const name of ['', 'run', 'state', 'mail', 'home']) {
    const each = path.join(folder, name);
    mkdirSync(each, { recursive: true, mode: 0o755 });
    if (process.getuid?.() === 0 && name !== 'run') chownSync(each, uid, gid);
  }
  const port = at ?? (await freePort());
  const file = path.join(folder, 'dovecot.conf');
  writeFileSync(file, configuration(folder, port, opens));
  if (opens) writeFileSync(path.join(folder, 'oauth2.conf'), tokens(opens));
  let server: ReturnType<typeof spawn> | undefined;

  const isOpen = async () => {
    const socket = connect(port, '127.0.0.1');
    try {
      await once(socket, 'connect');
      return true;
    } catch {
      return false;
    } finally {
      socket.destroy();
    }
  };
  const start = async () => {
    server = spawn('/usr/sbin/dovecot', ['-F', '-c', file], { stdio: 'ignore' });
    for (let tries = 0; !(await isOpen()); tries++) {
      if (tries === 200 || server.exitCode !== null)
        throw new Error(`Dovecot does not start: ${folder}/log`);
      await pause(50);
    }
  };
  const stop = async () => {
    if (!server || server.exitCode !== null) return;
    server.kill('SIGTERM');
    await once(server, 'exit');
  };
  const tool = (command: string, args: string[], input?: string) => {
    const { status, stdout, stderr } = spawnSync(command, args, { input });
    if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${stderr}`);
    return stdout.toString();
  };
  await start();
  return {
    port,
    host: `127.0.0.1:${port}`,
    deliver(user, mail, mailbox = 'INBOX') {
      const words = ['-c', file, 'save', '-u', user, '-m', mailbox];
      if (mailbox !== 'INBOX') {
        spawnSync('doveadm', ['-c', file, 'mailbox', 'create', '-u', user, mailbox]);
      }
      tool('doveadm', words, mail.replaceAll(/\r?\n/g, '\r\n'));
    },
    fill(user, mails) {
      const inbox = path.join(folder, 'mail', user);
      const made = [inbox, ...['cur', 'new', 'tmp'].map((name) => path.join(inbox, name))];
      for (const each of made) mkdirSync(each, { recursive: true });
      mails.forEach((mail, index) => {
        const file = path.join(inbox, 'new', `${1_700_000_000 + index}.M${index}.rapport`);
        writeFileSync(file, mail);
        made.push(file);
      });
      if (process.getuid?.() === 0) for (const each of made) chownSync(each, uid, gid);
    },
    admin: (...args) => tool('doveadm', ['-c', file, ...args]),
    start,
    stop,
    async close() {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
