-- What customers bought of us, told by a shop or a till: entries of the timeline (kind "purchase", incoming) with
-- these terms. Amounts are whole numbers of the smallest unit of their currency.
create table orders (
  workspace_id uuid not null,
  activity_id uuid not null,
  audience uuid not null,
  -- Which door told of it; null: a program with a token.
  hook_id uuid,
  -- How that system calls it.
  ref text not null check (length(ref) between 1 and 200),
  amount bigint not null check (amount >= 0),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  lines jsonb not null default '[]',
  cancelled boolean not null default false,
  -- Which of several tellings of the same order is the newest; of two of one moment the one with the larger mark.
  changed_at timestamptz not null,
  mark text not null,
  primary key (workspace_id, activity_id)
);
-- An order is one entry, whatever is told of it and in whichever order.
create unique index orders_by_ref on orders (workspace_id, hook_id, ref) nulls not distinct;
call guard_part('orders', 'activities', 'orders.activity_id');
create policy keep on orders for all to current_user using (true) with check (true);
create trigger have_their_activity after insert on orders referencing new table as arrived
  for each statement execute function parts_have_their_activity();

create or replace function terms_go_with_their_entry() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public as $$
begin
  delete from offers x using gone g where x.workspace_id = g.workspace_id and x.activity_id = g.id;
  delete from purchases x using gone g where x.workspace_id = g.workspace_id and x.activity_id = g.id;
  delete from orders x using gone g where x.workspace_id = g.workspace_id and x.activity_id = g.id;
  return null;
end $$;

create or replace function terms_follow_their_entry() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public as $$
declare
  reach constant uuid := case new.visibility when 'headers' then new.owner_id else new.audience end;
begin
  update offers set audience = reach where workspace_id = new.workspace_id and activity_id = new.id;
  update purchases set audience = reach where workspace_id = new.workspace_id and activity_id = new.id;
  update orders set audience = reach where workspace_id = new.workspace_id and activity_id = new.id;
  return null;
end $$;

grant select, insert, update, delete on orders to rapport_app;

alter table hooks drop constraint hooks_purpose_check;
alter table hooks add constraint hooks_purpose_check check (purpose in ('telephone', 'purchases'));
