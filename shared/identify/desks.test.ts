import { expect, test } from 'vitest';
import { whoWrites } from './desks.ts';

test.each([
  ['Maria Huber', 'office@tischlerei-huber.example', 'company', ''],
  ['Tischlerei Huber', 'office@tischlerei-huber.example', 'company', 'Tischlerei Huber'],
  ['Bäckerei Groß', 'info@baeckerei-gross.example', 'company', 'Bäckerei Groß'],
  ['Huber Bau GmbH', 'office@hb.example', 'company', 'Huber Bau GmbH'],
  ['Sails', 'info@sails.example', 'company', 'Sails'],
  ['office@huber.example', 'office@huber.example', 'company', ''],
  ['Manfred Huber', 'mail@manfred-huber.example', 'person', 'Manfred Huber'],
  ['Huber, Manfred', 'mail@manfredhuber.example', 'person', 'Huber, Manfred'],
  ['Manfred Huber', 'mail@huber.example', 'company', ''],
  ['Huber Bau GmbH', 'mail@huber-bau-gmbh.example', 'company', 'Huber Bau GmbH'],
  ['Maria Huber', 'office@gmx.at', 'person', 'Maria Huber'],
  ['', 'office@gmx.at', 'company', ''],
  ['Jan Schmidt', 'hr.schmidt@sails.example', 'person', 'Jan Schmidt'],
])('“%s <%s>” is a %s named “%s”', (said, address, kind, name) => {
  expect(whoWrites(address, said)).toEqual({ kind, name });
});
