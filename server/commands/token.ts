import { addToken } from '../platform/auth/commands.ts';
import { command, Misuse } from './command.ts';
import { required } from './user.ts';
import { visit } from './visit.ts';

export const tokenAdd = command({
  usage: 'token add --email ADDRESS --name NAME [--read-only] [--json]',
  options: {
    email: { type: 'string' },
    name: { type: 'string' },
    'read-only': { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
  async run({ values }) {
    const email = required(values.email, '--email');
    const name = values.name?.trim();
    if (!name) throw new Misuse('Say what the token is for with --name.');
    const added = await visit('token add', { quiet: values.json }, ({ house }) =>
      addToken(house.auth, { email, name, readOnly: values['read-only'] }),
    );
    if (values.json) {
      const { id, scope, token } = added;
      console.log(JSON.stringify({ id, name, scope, token }));
      return 0;
    }
    // The token alone goes to the standard output, so that it can be piped to where it is kept.
    console.error(
      `A token for ${email}, ${added.scope === 'read' ? 'which may only read' : 'with all their rights'}. It is shown this once and kept nowhere:`,
    );
    console.log(added.token);
    return 0;
  },
});
