import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { Failure } from '../platform/failure.ts';

/** What the tests need of the machine, beyond npm: Debian's name for it, and where it then is. */
const needed = [
  { name: 'chromium', file: '/usr/bin/chromium' },
  { name: 'dovecot-imapd', file: '/usr/sbin/dovecot' },
  { name: 'libreoffice-calc-nogui', file: '/usr/bin/soffice' },
  { name: 'radicale', file: '/usr/bin/radicale' },
];

/** Installs what is missing where that may be done unasked: as root on Debian. */
export function provideSystemPackages(): void {
  const missing = needed.filter(({ file }) => !existsSync(file));
  if (missing.length === 0) return;
  const names = missing.map(({ name }) => name);
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) {
    throw new Failure(
      `The tests need ${names.join(', ')} on this machine (${missing.map(({ file }) => file).join(', ')}). On Debian: sudo apt-get install ${names.join(' ')}`,
    );
  }
  console.log(`Installing ${names.join(', ')} …`);
  const apt = (...args: string[]) =>
    spawnSync('apt-get', ['-qq', ...args], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    }).status === 0;
  const installed = apt('update') && apt('install', '-y', '--no-install-recommends', ...names);
  if (!installed || missing.some(({ file }) => !existsSync(file))) {
    throw new Failure(`apt-get could not install ${names.join(', ')}; its message stands above.`);
  }
}
