-- With a relationship the promises go that the colleague who hands over sees to, and come back with it: which
-- handover brought a promise to its keeper.
alter table promises add column handover_id uuid;
create index promises_of_handover on promises (workspace_id, handover_id) where handover_id is not null;
