-- Purchases also come in files. What a file brings names the file, so that further rows of it join their order
-- and the same row of another file is known again. Not every file numbers its orders, and what was given back
-- is an order below nought.
alter table orders add column file_id uuid;
alter table orders alter column ref drop not null;
alter table orders drop constraint orders_amount_check;
alter table orders add constraint orders_told_check
  check (file_id is not null or (ref is not null and amount >= 0));

-- Two people may bring the same file, each for themselves: only what was told of is one entry for everybody.
drop index orders_by_ref;
create unique index orders_by_ref on orders (workspace_id, hook_id, ref) nulls not distinct where file_id is null;
create index orders_by_number on orders (workspace_id, ref) where ref is not null;
create index orders_by_mark on orders (workspace_id, mark) where ref is null;
