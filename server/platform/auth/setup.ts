import { randomUUIDv7 } from 'node:crypto';
import type { SetupInput } from '../../../shared/platform/sign-in.ts';
import { insertAccount, normaliseEmail } from './accounts.ts';
import type { Auth } from './auth.ts';
import type { Query } from './database.ts';
import { SetupFinished } from './errors.ts';
import { hashPassword, requireGoodPassword } from './passwords.ts';

/** Whether nobody has an account yet. */
export async function isSetupOpen(query: Query): Promise<boolean> {
  const [row] = await query<{ open: boolean }>(
    'select not exists (select from auth.users) as open',
  );
  return row!.open;
}

/** The first run: the company's workspace and its owner, once and never again. */
export async function setUp(
  auth: Auth,
  setup: SetupInput,
): Promise<{ userId: string; workspaceId: string }> {
  if (!(await isSetupOpen(auth.database.query))) throw new SetupFinished();
  const email = normaliseEmail(setup.email);
  requireGoodPassword(setup.password, [setup.companyName, setup.name, email]);
  const passwordHash = await hashPassword(setup.password);
  const workspaceId = randomUUIDv7();
  const userId = await auth.database.transaction(async (query) => {
    // Whoever comes second waits here, and then finds the first one's account.
    await query(`select pg_advisory_xact_lock(hashtextextended('rapport.setup', 0))`);
    if (!(await isSetupOpen(query))) throw new SetupFinished();
    const id = await insertAccount(query, { email, name: setup.name, passwordHash });
    const { companyName, country, zone } = setup;
    await auth.memberships.createWorkspace(query, {
      id: workspaceId,
      name: companyName,
      country,
      zone,
    });
    await auth.memberships.create(query, {
      workspaceId,
      userId: id,
      name: setup.name,
      email,
      level: 'owner',
      by: id,
    });
    return id;
  });
  return { userId, workspaceId };
}
