-- Tags were values like any other, shown on the record alone. Now lists show them, filter by them and suggest
-- them: a column for showing, and a look-up whose key finds "VIP" under "vip" too.
alter table parties add column tags text[] not null default '{}';

create table party_tags (
  workspace_id uuid not null,
  statement_id uuid not null,
  party_id uuid not null,
  audience uuid not null,
  -- As it was written, and folded.
  tag text not null,
  key text not null,
  primary key (workspace_id, statement_id)
);
create index party_tags_of_party on party_tags (workspace_id, party_id);
create index party_tags_by_key on party_tags (workspace_id, key, party_id) include (audience, tag);
call guard_part('party_tags', 'parties', 'party_tags.party_id');
call keep_with_party('party_tags');

create function tags_go_with_their_party() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public as $$
begin
  delete from party_tags x using gone g where x.workspace_id = g.workspace_id and x.party_id = g.id;
  return null;
end $$;
create trigger tags_go after delete on parties referencing old table as gone
  for each statement execute function tags_go_with_their_party();

create function tags_follow_their_party() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public as $$
begin
  update party_tags set audience = new.audience where workspace_id = new.workspace_id and party_id = new.id;
  return null;
end $$;
create trigger tags_follow after update of audience on parties
  for each row when (old.audience <> new.audience) execute function tags_follow_their_party();

grant select, insert, update, delete on party_tags to rapport_app;

-- Of two spellings of one tag the one stated first counts.
insert into party_tags (workspace_id, statement_id, party_id, audience, tag, key)
select distinct on (s.workspace_id, s.party_id, s.value_key)
  s.workspace_id, s.id, s.party_id, s.audience, s.value #>> '{}', s.value_key
from statements s join parties p on p.workspace_id = s.workspace_id and p.id = s.party_id
where s.topic = 'tag' and s.superseded_at is null and p.trashed_at is null
order by s.workspace_id, s.party_id, s.value_key, s.stated_at, s.id;
update parties set tags = named.tags
from (
  select workspace_id, party_id, array_agg(tag order by key collate "C") as tags
  from party_tags group by workspace_id, party_id
) named
where parties.workspace_id = named.workspace_id and parties.id = named.party_id;
