import { expect, test } from 'vitest';
import type { InterestNode } from '../../../shared/understand/interests/nodes.ts';
import { findNodes } from './finding.ts';

const node = (
  id: string,
  en: string,
  de: string,
  also: Partial<InterestNode> = {},
): InterestNode => ({
  ...{ id, en, de, parent: null, retired: false, mergedInto: null, version: 0 },
  ...also,
});
const nodes = [
  node('model-sailing', 'Model sailing boats', 'Modellsegelboote'),
  node('sailing', 'Sailing', 'Segeln'),
  node('choir', 'Choir', 'Chor'),
  node('old', 'Sailing ships', 'Segelschiffe', { retired: true }),
  node('merged', 'Sail', 'Segel', { mergedInto: 'sailing' }),
];
const found = (typed: string) => findNodes(nodes, typed).map(({ id }) => id);

test('an interest is found by its name in either language, the nearest name first', () => {
  expect(found('sail')).toEqual(['sailing', 'model-sailing']);
  expect(found('SEGELN')).toEqual(['sailing']);
  expect(found('boats mod')).toEqual(['model-sailing']);
  expect(found('chor')).toEqual(['choir']);
  expect(found('aquavit')).toEqual([]);
});

test('what is retired is offered to nobody, and found by whoever arranges the list', () => {
  expect(found('ships')).toEqual([]);
  expect(findNodes(nodes, 'ships', { retired: true }).map(({ id }) => id)).toEqual(['old']);
  expect(found('segel')).not.toContain('merged');
});
