-- Whom the company has erased: ids, counts, and hashes of the addresses they had under a key that stands
-- outside every backup. Nothing of this names anybody.

create table erasures (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  erased_at timestamptz not null,
  erased_by uuid,
  -- The records that were this person, so that an older backup can be cleared of them again.
  parties uuid[] not null,
  counts jsonb not null default '{}',
  primary key (workspace_id, id)
);
create index erasures_by_time on erasures (workspace_id, erased_at desc, id);
call guard_for_owners('erasures');

-- What must not come in again. An owner can lift one for somebody who comes back.
create table suppressions (
  workspace_id uuid not null,
  hash bytea not null check (length(hash) = 32),
  erasure_id uuid not null,
  primary key (workspace_id, hash),
  foreign key (workspace_id, erasure_id) references erasures on delete cascade
);
call guard_for_owners('suppressions');
grant select, insert on erasures to rapport_app;
grant select, insert, delete on suppressions to rapport_app;

-- The key of these hashes in the two forms in which HMAC uses it (RFC 2104). It stands in the data folder too
-- and in no backup.
create table auth.erasure_key (
  one boolean primary key default true check (one),
  inner_pad bytea not null check (length(inner_pad) = 64),
  outer_pad bytea not null check (length(outer_pad) = 64)
);
alter table auth.erasure_key enable row level security;
alter table auth.erasure_key force row level security;
-- Who serves finds it empty; the functions below read it for them.
grant select on auth.erasure_key to rapport_app;
create policy back_up on auth.erasure_key for select to current_user using (true);
create policy keep on auth.erasure_key for insert to current_user with check (true);

-- Takes the key of the data folder where there is none yet, and answers with the one that counts.
create function keep_erasure_key(inner_half bytea, outer_half bytea) returns bytea language plpgsql
  security definer set search_path = pg_catalog, public as $$
begin
  insert into auth.erasure_key (inner_pad, outer_pad) values (inner_half, outer_half) on conflict do nothing;
  return (select inner_pad from auth.erasure_key);
end $$;

-- HMAC-SHA-256 of texts, in their order.
create function keyed_hashes(texts text[]) returns bytea[] language sql stable security definer
  set search_path = pg_catalog, public as $$
  select coalesce(array_agg(sha256(k.outer_pad || sha256(k.inner_pad || convert_to(t.said, 'UTF8'))) order by t.at), '{}')
  from unnest(texts) with ordinality as t (said, at), auth.erasure_key k
$$;

-- Which of these texts must not come in.
create function suppressed_among(texts text[]) returns text[] language plpgsql stable security definer
  set search_path = pg_catalog, public as $$
begin
  if not exists (select from suppressions where workspace_id = actor_workspace()) then
    return '{}';
  end if;
  return (select coalesce(array_agg(t.said), '{}')
    from unnest(texts, keyed_hashes(texts)) as t (said, hash)
    join suppressions s on s.workspace_id = actor_workspace() and s.hash = t.hash);
end $$;

-- The stream is only added to, but for erasure: what it tells of these goes, and what it tells of others goes
-- on without the words that name them.
create function erase_events(subjects uuid[]) returns integer language plpgsql security definer
  set search_path = pg_catalog, public as $$
declare
  gone integer;
begin
  if not actor_is_system() then
    raise insufficient_privilege using message = 'Only the house erases.';
  end if;
  delete from events where workspace_id = actor_workspace() and subject_id = any (subjects);
  get diagnostics gone = row_count;
  return gone;
end $$;

-- The words alone are looked for first, which is many times faster than the pattern that keeps to whole words.
create function strike_events(words text[], pattern text, mark text) returns integer language plpgsql security definer
  set search_path = pg_catalog, public as $$
declare
  struck integer;
begin
  if not actor_is_system() then
    raise insufficient_privilege using message = 'Only the house erases.';
  end if;
  update events set
    particulars = regexp_replace(particulars::text, pattern, mark, 'gi')::jsonb,
    before = regexp_replace(before::text, pattern, mark, 'gi')::jsonb,
    after = regexp_replace(after::text, pattern, mark, 'gi')::jsonb
  where workspace_id = actor_workspace()
    and concat_ws(' ', particulars::text, before::text, after::text) ilike any (words)
    and concat_ws(' ', particulars::text, before::text, after::text) ~* pattern;
  get diagnostics struck = row_count;
  return struck;
end $$;

revoke execute on function keep_erasure_key, keyed_hashes, suppressed_among, erase_events, strike_events from public;
grant execute on function keep_erasure_key, keyed_hashes, suppressed_among, erase_events, strike_events to rapport_app;
