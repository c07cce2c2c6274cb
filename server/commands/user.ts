import { accessLevels } from '../../shared/platform/access.ts';
import { placeOf } from '../../shared/platform/places.ts';
import { CountryCode, Zone } from '../../shared/platform/values.ts';
import {
  addUser,
  resetPassword,
  resetSecondFactors,
  unlockUser,
} from '../platform/auth/commands.ts';
import { command, Misuse } from './command.ts';
import { readPassword } from './secret.ts';
import { visit } from './visit.ts';

const json = { type: 'boolean', default: false } as const;
const email = { type: 'string' } as const;

export const userAdd = command({
  usage: `user add --email ADDRESS --name NAME [--level ${accessLevels.join('|')}] [--company COMPANY [--country AT] [--zone Europe/Vienna]] [--password-stdin] [--json]`,
  options: {
    email,
    name: { type: 'string' },
    level: { type: 'string' },
    company: { type: 'string' },
    country: { type: 'string' },
    zone: { type: 'string' },
    'password-stdin': { type: 'boolean', default: false },
    json,
  },
  async run({ values }) {
    const { name } = values;
    const address = required(values.email, '--email');
    if (!name?.trim()) throw new Misuse('Say who it is with --name.');
    const level = accessLevels.find((each) => each === values.level);
    if (values.level !== undefined && !level) {
      throw new Misuse(
        `There is no access level "${values.level}"; there are ${accessLevels.join(', ')}.`,
      );
    }
    const password = values['password-stdin'] ? await readPassword('Password: ') : undefined;
    const added = await visit('user add', { quiet: values.json }, ({ house }) =>
      addUser(house.auth, {
        email: address,
        name: name.trim(),
        ...(level && { level }),
        ...(password !== undefined && { password }),
        ...(values.company && { company: values.company, ...placeFrom(values) }),
      }),
    );
    if (values.json) console.log(JSON.stringify(added));
    else if (added.link) {
      console.log(
        `${added.email} is invited as ${added.level}. They choose a password here, within seven days:\n${added.link}`,
      );
    } else console.log(`${added.email} can sign in now, as ${added.level}.`);
    return 0;
  },
});

/** Where the company is: as it is said, else as this machine's clock tells. */
function placeFrom(said: { country?: string | undefined; zone?: string | undefined }) {
  const machine = placeOf({ zone: Temporal.Now.timeZoneId(), languages: [] });
  const country = CountryCode.optional().safeParse(said.country ?? machine.country);
  if (!country.success) throw new Misuse(country.error.issues[0]!.message);
  const zone = Zone.safeParse(said.zone ?? machine.zone);
  if (!zone.success) throw new Misuse(zone.error.issues[0]!.message);
  return { country: country.data, zone: zone.data };
}

export const userUnlock = command({
  usage: 'user unlock --email ADDRESS [--json]',
  options: { email, json },
  async run({ values }) {
    const address = required(values.email, '--email');
    await visit('user unlock', { quiet: values.json }, ({ house }) =>
      unlockUser(house.auth, address),
    );
    if (values.json) console.log(JSON.stringify({ email: address }));
    else console.log(`${address} may try to sign in again.`);
    return 0;
  },
});

export const userPassword = command({
  usage: 'user password --email ADDRESS [--password-stdin] [--json]',
  options: { email, 'password-stdin': { type: 'boolean', default: false }, json },
  async run({ values }) {
    const address = required(values.email, '--email');
    if (!values['password-stdin'] && !process.stdin.isTTY) {
      throw new Misuse('Say --password-stdin to pass the new password by a pipe.');
    }
    const password = await readPassword('New password: ');
    await visit('user password', { quiet: values.json }, ({ house }) =>
      resetPassword(house.auth, address, password),
    );
    if (values.json) console.log(JSON.stringify({ email: address }));
    else {
      console.log(
        `${address} signs in with the new password now. All their sessions and API tokens have ended.`,
      );
    }
    return 0;
  },
});

export const userResetSecondFactor = command({
  usage: 'user reset-second-factor --email ADDRESS [--json]',
  options: { email, json },
  async run({ values }) {
    const address = required(values.email, '--email');
    await visit('user reset-second-factor', { quiet: values.json }, ({ house }) =>
      resetSecondFactors(house.auth, address),
    );
    if (values.json) console.log(JSON.stringify({ email: address }));
    else {
      console.log(
        `${address} signs in with the password alone now, and should set up a second factor anew. All their sessions have ended.`,
      );
    }
    return 0;
  },
});

export function required(value: string | undefined, option: string): string {
  if (!value?.trim()) throw new Misuse(`Say whose account it is with ${option}.`);
  return value.trim();
}
