-- A party's two figures of contact were written one after the other wherever contacts were counted, and each
-- writing costs every index of parties. Whoever counts and then writes both says so for its transaction.

create function warm_until(strength numeric, half_life_days double precision) returns timestamptz
  language sql immutable parallel safe as $$
  select case when strength > 0 then timestamptz '2000-01-01T00:00:00Z'
    + interval '24 hours' * (half_life_days * (ln(strength) / ln(2.0) - 32)::double precision) end
$$;

create or replace function warmth_follows_contacts() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public set enable_seqscan = off as $$
declare
  sign constant numeric := case tg_op when 'INSERT' then 1 else -1 end;
begin
  insert into warmth as w (workspace_id, party_id, whom, audience, strength, contacts)
  select c.workspace_id, c.party_id, t.whom,
    case when t.whom = c.workspace_id then p.audience else t.whom end, sign * sum(t.part), sign * count(*)
  from changed c
  join parties p on p.workspace_id = c.workspace_id and p.id = c.party_id
  cross join lateral (
    select c.workspace_id as whom, c.amount as part where c.shared
    union all
    -- What somebody wrote to several of us was written to each in part.
    select u, case c.direction when 'in' then div(c.amount, cardinality(c.colleagues)) else c.amount end
    from unnest(c.colleagues) u) t
  group by 1, 2, 3, 4 order by 2, 3
  on conflict (workspace_id, party_id, whom) do update
    set strength = w.strength + excluded.strength, contacts = w.contacts + excluded.contacts;
  if coalesce(current_setting('rapport.figures_follow', true), '') <> 'on' then
    update parties p set warm_until = warm_until(w.strength, coalesce(
      (select half_life_days from warmth_basis r where r.workspace_id = w.workspace_id), 45))
    from (select distinct workspace_id, party_id from changed) c
    join warmth w on w.workspace_id = c.workspace_id and w.party_id = c.party_id and w.whom = c.workspace_id
    where p.workspace_id = c.workspace_id and p.id = c.party_id;
  end if;
  if tg_op = 'DELETE' then
    -- Without any contact there is none to be told of, as before the first.
    delete from warmth w using changed c
    where w.workspace_id = c.workspace_id and w.party_id = c.party_id and w.contacts = 0;
  end if;
  return null;
end $$;
