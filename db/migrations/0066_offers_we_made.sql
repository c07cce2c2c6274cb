-- Offers that we made stand in the same table: whether one was made to us or by us is the direction of its entry.
-- What is found in a file says whether its amount holds with tax or without.
alter table offers add column tax text check (tax in ('gross', 'net'));
