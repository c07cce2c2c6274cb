-- Private links for the person behind a record, and what they did by them.

create table private_pages (
  workspace_id uuid not null,
  id uuid not null,
  audience uuid not null,
  party_id uuid not null,
  -- Of the part of the address that nobody guesses only this is kept.
  token_hash text not null,
  -- Whoever makes a link answers for it: it shows what they may see, and ends with their account.
  made_by uuid not null,
  made_at timestamptz not null default now(),
  expires_at timestamptz not null,
  revoked_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, made_by) references users on delete cascade,
  check (expires_at > made_at)
);
create unique index private_pages_by_token on private_pages (workspace_id, token_hash);
create index private_pages_of_party on private_pages (workspace_id, party_id);
create index private_pages_of_maker on private_pages (workspace_id, made_by);

-- What somebody did behind such a link: each page that is handed out acts once.
create table page_acts (
  workspace_id uuid not null,
  id uuid not null,
  audience uuid not null,
  party_id uuid not null,
  page_id uuid not null,
  ticket text not null check (length(ticket) <= 100),
  kind text not null check (kind in ('correct', 'withdraw', 'object', 'download', 'everything', 'erase')),
  -- What is not right, where a value is to be corrected; without a foreign key, for it may be replaced and forgotten.
  statement_id uuid,
  said text not null default '' check (length(said) <= 2000),
  -- To what somebody objects or no longer agrees.
  purpose text,
  channel text,
  at timestamptz not null default now(),
  outcome text check (outcome in ('taken over', 'corrected', 'kept', 'answered', 'taken back')),
  -- What the person is told of it.
  answer text not null default '' check (length(answer) <= 2000),
  settled_at timestamptz,
  settled_by uuid,
  primary key (workspace_id, id),
  check ((outcome is null) = (settled_at is null))
);
create unique index page_acts_count_once on page_acts (workspace_id, page_id, ticket);
create index page_acts_of_party on page_acts (workspace_id, party_id, at desc);
create index page_acts_objecting on page_acts (workspace_id, party_id)
  where kind = 'object' and purpose = 'personal' and outcome is distinct from 'taken back';

-- Whoever sees the record and writes makes links to it, ends them and answers what came through them.
do $$
declare
  guarded text;
begin
  foreach guarded in array array['private_pages', 'page_acts'] loop
    call guard_read_by_audience(guarded::regclass);
    execute format($policy$
      create policy add on %s for insert with check (
        workspace_id = (select actor_workspace()) and ((select actor_is_system())
          or ((select actor_writes()) and audience = any ((select actor_audiences())::uuid[]))))
    $policy$, guarded);
    execute format($policy$
      create policy edit on %s for update
        using (workspace_id = (select actor_workspace()) and ((select actor_is_system())
          or ((select actor_writes()) and audience = any ((select actor_audiences())::uuid[]))))
        with check (workspace_id = (select actor_workspace()) and ((select actor_is_system())
          or audience = any ((select actor_audiences())::uuid[])))
    $policy$, guarded);
    execute format($policy$
      create policy remove on %s for delete using (
        workspace_id = (select actor_workspace()) and (select actor_is_system()))
    $policy$, guarded);
  end loop;
end $$;
call keep_with_party('private_pages');
call keep_with_party('page_acts');

create function private_pages_go_with_their_party() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public as $$
begin
  delete from private_pages x using gone g where x.workspace_id = g.workspace_id and x.party_id = g.id;
  delete from page_acts x using gone g where x.workspace_id = g.workspace_id and x.party_id = g.id;
  return null;
end $$;
create trigger private_pages_go after delete on parties referencing old table as gone
  for each statement execute function private_pages_go_with_their_party();

create function private_pages_follow_their_party() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public as $$
begin
  update private_pages set audience = new.audience where workspace_id = new.workspace_id and party_id = new.id;
  update page_acts set audience = new.audience where workspace_id = new.workspace_id and party_id = new.id;
  return null;
end $$;
create trigger private_pages_follow after update of audience on parties
  for each row when (old.audience <> new.audience) execute function private_pages_follow_their_party();

grant select, insert, update, delete on private_pages, page_acts to rapport_app;

-- Told besides: that the person behind a link did something. Added to whatever is told by then, so that the order
-- in which rooms add theirs does not matter.
do $$
declare
  told record;
begin
  for told in
    select conname, pg_get_constraintdef(oid) as says from pg_constraint
    where conrelid = 'notifications'::regclass
      and conname in ('notifications_kind_check', 'notifications_because_check')
  loop
    execute format('alter table notifications drop constraint %I, add constraint %I %s',
      told.conname, told.conname, replace(told.says, '''form''::text', '''form''::text, ''page''::text'));
  end loop;
end $$;
