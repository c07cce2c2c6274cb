import { expect, test } from 'vitest';
import type { EntityView } from '../../../shared/platform/catalog.ts';
import type { SavedView } from '../../../shared/platform/views.ts';
import { isChanged, shownOf, toSave, withoutLost } from './shown.ts';

const columns = ['name', 'email', 'city'];
const view = {
  filter: ['role', 'is', 'customer'],
  sort: '-lastContact',
  columns: ['name', 'city'],
  density: 'compact',
} as unknown as SavedView;

test('a view opened by its address alone shows what it keeps', () => {
  const shown = shownOf({ view: 'v' }, {}, view, columns);
  expect(shown).toEqual({
    filter: ['role', 'is', 'customer'],
    sort: '-lastContact',
    hidden: ['email'],
    density: 'compact',
  });
  expect(isChanged(shown, view, columns)).toBe(false);
  expect(toSave(shown, columns)).toEqual({
    filter: view.filter,
    sort: view.sort,
    columns: view.columns,
    density: view.density,
  });
});

test('whatever is changed about it counts as changed, and back again does not', () => {
  const changed = (address: object, own = {}) =>
    isChanged(shownOf({ view: 'v', ...address }, own, view, columns), view, columns);
  expect(changed({ filter: { all: [] } })).toBe(true);
  expect(changed({ sort: 'name' })).toBe(true);
  expect(changed({}, { density: 'roomy' })).toBe(true);
  expect(changed({}, { hidden: ['email', 'city'] })).toBe(true);
  expect(changed({ sort: '-lastContact' }, { hidden: ['email'] })).toBe(false);
});

test('a list whose field was retired opens without it, and knows its name', () => {
  const entity = {
    name: 'person',
    fields: [{ name: 'city', operators: ['is'], sortable: true, editable: false, type: 'text' }],
  } as unknown as EntityView;
  const filter = {
    all: [
      ['city', 'is', 'Graz'],
      { any: [['shoeSize', 'at least', 45]] },
      { not: ['shoeSize', 'empty'] },
    ],
  } as SavedView['filter'];
  expect(withoutLost({ filter: filter ?? undefined, sort: '-hatSize' }, entity)).toEqual({
    filter: { all: [['city', 'is', 'Graz']] },
    sort: 'name',
    lost: ['shoeSize', 'hatSize'],
  });
});
