/**
 * The roles of a Rapport database, as SQL that may run any number of times. The embedded cluster
 * runs it at its start; `doctor --sql-roles` prints it for a managed server. It names no attribute
 * that only a superuser may name, because the administrator of a managed server is none.
 *
 * - `rapport_owner` owns the database and migrates it; closed before serving begins.
 * - `rapport_app` serves: owns nothing, inherits nothing, is bound by every policy.
 * - `rapport_chooser` only chooses ids, for conditions that cannot use an index under a policy;
 *   `rapport_app` becomes it for single statements.
 */
export const roles = { owner: 'rapport_owner', serving: 'rapport_app', chooser: 'rapport_chooser' };

export const databaseName = 'rapport';

export const extensions = ['pg_trgm', 'unaccent', 'btree_gin'];

export interface RolePasswords {
  owner: string;
  serving: string;
}

/** To run as administrator, in any database of the server. */
export function roleStatements(passwords: RolePasswords): string {
  return `do $$
declare role_name text;
begin
  foreach role_name in array array['${Object.values(roles).join("', '")}'] loop
    if not exists (select from pg_roles where rolname = role_name) then
      execute format('create role %I', role_name);
    end if;
  end loop;
end $$;
alter role ${roles.owner} login inherit password ${literal(passwords.owner)};
alter role ${roles.serving} login noinherit password ${literal(passwords.serving)};
alter role ${roles.chooser} nologin noinherit;
grant ${roles.chooser} to ${roles.serving} with inherit false, set true;
grant ${roles.owner} to current_user with set true;
`;
}

/** To run in the database itself, once it exists. Imports stage their rows in temporary tables. */
export function databaseStatements(): string {
  return `revoke all on database ${databaseName} from public;
grant connect, temporary on database ${databaseName} to ${roles.serving};
revoke create on schema public from public;
${extensions.map((name) => `create extension if not exists ${name};\n`).join('')}`;
}

/** Everything an administrator pastes into psql to make ready a server of their own. */
export function administratorScript(passwords: RolePasswords): string {
  return `-- Rapport on a PostgreSQL server of your own, version 16 or newer.
-- Run as an administrator: psql -d postgres -f this-file. Running it again changes the passwords.

${roleStatements(passwords)}
-- On PostgreSQL 16, which has no builtin locale, end the line with: locale 'C.UTF-8'
select $$create database ${databaseName} owner ${roles.owner} template template0 encoding 'UTF8' locale_provider builtin builtin_locale 'C.UTF-8' locale 'C'$$
  where not exists (select from pg_database where datname = '${databaseName}') \\gexec
\\connect ${databaseName}
${databaseStatements()}
-- Then start Rapport with these two, host and port being those of your server:
--   DATABASE_URL=postgresql://${roles.serving}:${passwords.serving}@HOST:5432/${databaseName}
--   DATABASE_OWNER_URL=postgresql://${roles.owner}:${passwords.owner}@HOST:5432/${databaseName}
`;
}

const literal = (text: string) => `'${text.replaceAll("'", "''")}'`;
