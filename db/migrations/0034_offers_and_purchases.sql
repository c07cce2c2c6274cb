-- Offers that were made to us, and what we bought and have to pay: entries of the timeline (kinds "offer" and
-- "purchase") with these terms. Amounts are whole numbers of the smallest unit of their currency.
create table offers (
  workspace_id uuid not null,
  activity_id uuid not null,
  audience uuid not null,
  number text not null default '' check (length(number) <= 100),
  dated_on date not null,
  amount bigint check (amount >= 0),
  currency text check (currency ~ '^[A-Z]{3}$'),
  valid_until date,
  -- What we answered. That it has expired follows from the calendar.
  answer text check (answer in ('accepted', 'declined')),
  answered_on date,
  primary key (workspace_id, activity_id),
  check ((amount is null) = (currency is null)),
  check ((answer is null) = (answered_on is null))
);
create table purchases (
  workspace_id uuid not null,
  activity_id uuid not null,
  audience uuid not null,
  -- Of the invoice.
  number text not null default '' check (length(number) <= 100),
  dated_on date not null,
  amount bigint not null check (amount >= 0),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  due_on date not null,
  paid_on date,
  primary key (workspace_id, activity_id)
);

do $$
declare
  part text;
begin
  foreach part in array array['offers', 'purchases'] loop
    execute format('call guard_part(%L, %L, %L)', part, 'activities', part || '.activity_id');
    execute format('create policy keep on %I for all to current_user using (true) with check (true)', part);
    execute format('create trigger have_their_activity after insert on %I referencing new table as arrived
      for each statement execute function parts_have_their_activity()', part);
  end loop;
end $$;

create function terms_go_with_their_entry() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public as $$
begin
  delete from offers x using gone g where x.workspace_id = g.workspace_id and x.activity_id = g.id;
  delete from purchases x using gone g where x.workspace_id = g.workspace_id and x.activity_id = g.id;
  return null;
end $$;
create trigger terms_go after delete on activities referencing old table as gone
  for each statement execute function terms_go_with_their_entry();

-- Under "headers" terms belong to the owner of the entry alone, as its text does.
create function terms_follow_their_entry() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public as $$
declare
  reach constant uuid := case new.visibility when 'headers' then new.owner_id else new.audience end;
begin
  update offers set audience = reach where workspace_id = new.workspace_id and activity_id = new.id;
  update purchases set audience = reach where workspace_id = new.workspace_id and activity_id = new.id;
  return null;
end $$;
create trigger terms_follow after update of audience, visibility on activities
  for each row when ((old.audience <> new.audience or old.visibility <> new.visibility)
    and new.kind in ('offer', 'purchase'))
  execute function terms_follow_their_entry();

grant select, insert, update, delete on offers, purchases to rapport_app;
