-- The end of an import asks whom it brought and which recipients it worked out; both were found by reading
-- every party and every participant there is.
create index parties_of_import on parties (workspace_id, import_id) where import_id is not null;
create index participants_derived on participants (workspace_id, derived_by) where derived_by is not null;
