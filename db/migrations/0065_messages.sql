-- Short messages and chats, told by a gateway: entries of the timeline of a kind of their own, between two numbers.
alter table activities drop constraint activities_kind_check;
alter table activities add constraint activities_kind_check check (kind in ('email', 'call', 'meeting', 'note',
  'task', 'offer', 'purchase', 'case message', 'campaign message', 'form', 'mention', 'message'));

create table messages (
  workspace_id uuid not null,
  activity_id uuid not null,
  audience uuid not null,
  hook_id uuid not null,
  -- How the gateway calls it.
  ref text not null check (length(ref) between 1 and 200),
  -- The other side, in E.164 where it is a number.
  number text not null check (length(number) between 1 and 100),
  -- On which way it came, as the gateway says: sms, whatsapp and the like.
  way text not null check (length(way) between 1 and 30),
  primary key (workspace_id, activity_id)
);
create unique index messages_by_ref on messages (workspace_id, hook_id, ref);
create index messages_by_number on messages (workspace_id, number);
call guard_part('messages', 'activities', 'messages.activity_id');
create policy keep on messages for all to current_user using (true) with check (true);
create trigger have_their_activity after insert on messages referencing new table as arrived
  for each statement execute function parts_have_their_activity();

create function messages_go_with_their_entry() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public as $$
begin
  delete from messages x using gone g where x.workspace_id = g.workspace_id and x.activity_id = g.id;
  return null;
end $$;
create trigger messages_go after delete on activities referencing old table as gone
  for each statement execute function messages_go_with_their_entry();

-- With which number one wrote is seen by whoever sees that there was a message.
create function messages_follow_their_entry() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public as $$
begin
  update messages set audience = new.audience where workspace_id = new.workspace_id and activity_id = new.id;
  return null;
end $$;
create trigger messages_follow after update of audience on activities
  for each row when (old.audience <> new.audience and new.kind = 'message')
  execute function messages_follow_their_entry();

grant select, insert, update, delete on messages to rapport_app;

alter table hooks drop constraint hooks_purpose_check;
alter table hooks add constraint hooks_purpose_check check (purpose in ('telephone', 'purchases', 'messages'));
