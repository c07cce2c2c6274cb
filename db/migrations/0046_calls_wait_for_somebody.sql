-- The calls that wait for a line were found among those of the whole company. Now each says for whom it waits.
alter table calls add column waits_for uuid;
update calls c set waits_for = a.owner_id from activities a
where c.waits and a.workspace_id = c.workspace_id and a.id = c.activity_id;
drop index calls_waiting;
alter table calls drop column waits;
create index calls_waiting on calls (workspace_id, waits_for, activity_id) where waits_for is not null;
