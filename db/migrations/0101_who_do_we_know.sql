-- Whoever asks "who do we know?" looks for words in what is known of everybody: their work, tags, notes, interests
-- and what the company notes by itself. Needs, wishes, budgets and the family are not looked through.
create index statements_by_words on statements using gin (to_tsvector('simple'::regconfig, value_key))
  where superseded_at is null
    and topic in ('affiliation', 'tag', 'note', 'extra', 'field', 'interest', 'own');
create index statements_by_node on statements (workspace_id, (value ->> 'node'))
  where topic = 'interest' and superseded_at is null;

-- Text search is not leakproof: the ids are chosen by the role that may choose, and read under the policies.
create policy choose on statements for select to rapport_chooser using (true);
grant select (workspace_id, id, party_id, audience, topic, value, value_key, field_id, superseded_at)
  on statements to rapport_chooser;
