-- What somebody assumes: why, who believes it, and until when it is to be checked. Whether a value is an
-- assumption follows from its credence and stands nowhere; this is what people say about it.
--
-- Both tables name the statement with which the assumption began. One that came in its place, by a
-- confirmation or a merge, is reached over superseded_by, so that nothing has to be moved and moved back.
create table assumptions (
  workspace_id uuid not null,
  statement_id uuid not null,
  party_id uuid not null,
  audience uuid not null,
  because text not null default '' check (length(because) <= 500),
  believer_id uuid not null,
  check_on date,
  said_at timestamptz not null default now(),
  primary key (workspace_id, statement_id)
);
create index assumptions_of_party on assumptions (workspace_id, party_id);
call guard_part('assumptions', 'parties', 'assumptions.party_id');
call keep_with_party('assumptions');

-- What rests on an assumption: what we offered, promised or agreed because we believe it.
create table rests_on (
  workspace_id uuid not null,
  statement_id uuid not null,
  what_id uuid not null,
  party_id uuid not null,
  audience uuid not null,
  what text not null check (what in ('offer', 'promise', 'contract')),
  declared_at timestamptz not null default now(),
  declared_by uuid,
  primary key (workspace_id, statement_id, what_id)
);
create index rests_on_of_party on rests_on (workspace_id, party_id);
call guard_part('rests_on', 'parties', 'rests_on.party_id');
call keep_with_party('rests_on');

create function assumptions_go_with_their_party() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public as $$
begin
  delete from assumptions x using gone g where x.workspace_id = g.workspace_id and x.party_id = g.id;
  delete from rests_on x using gone g where x.workspace_id = g.workspace_id and x.party_id = g.id;
  return null;
end $$;
create trigger assumptions_go after delete on parties referencing old table as gone
  for each statement execute function assumptions_go_with_their_party();

create function assumptions_follow_their_party() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public as $$
begin
  update assumptions set audience = new.audience where workspace_id = new.workspace_id and party_id = new.id;
  update rests_on set audience = new.audience where workspace_id = new.workspace_id and party_id = new.id;
  return null;
end $$;
create trigger assumptions_follow after update of audience on parties
  for each row when (old.audience <> new.audience) execute function assumptions_follow_their_party();

-- An import that is taken back takes its statements along, and what was said about them.
create function assumptions_go_with_their_statement() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public as $$
begin
  delete from assumptions x using gone g where x.workspace_id = g.workspace_id and x.statement_id = g.id;
  delete from rests_on x using gone g where x.workspace_id = g.workspace_id and x.statement_id = g.id;
  return null;
end $$;
create trigger assumptions_go after delete on statements referencing old table as gone
  for each statement execute function assumptions_go_with_their_statement();

-- The list of assumptions begins with what is nothing but a belief, and with what fades fast.
create index statements_assumed on statements (workspace_id, stated_at desc)
  where superseded_at is null and basis = 'assumed' and source ->> 'kind' <> 'default';
create index statements_fading on statements (workspace_id, topic, stated_at)
  where superseded_at is null and topic in ('need', 'goal', 'budget', 'decision', 'competitor offer');

grant select, insert, update, delete on assumptions, rests_on to rapport_app;
