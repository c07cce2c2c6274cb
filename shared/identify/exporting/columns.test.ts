import { fc, test as property } from '@fast-check/vitest';
import { expect, test } from 'vitest';
import { cellsOf, type Extent, layoutOf, ownTable } from './columns.ts';
import { type ExportedRecord, Fact } from './record.ts';
import { records } from './testing.ts';

const through = (record: ExportedRecord, extent: Extent) => {
  const layout = layoutOf(extent);
  return ownTable(layout.headings)?.recordOf(cellsOf(record, layout));
};
/** Values of different topics have no order among each other. */
const byTopic = ({ facts, ...record }: ExportedRecord) => ({
  ...record,
  facts: Object.groupBy(facts, ({ topic }) => topic),
});

const anna: ExportedRecord = {
  id: '01890000-0000-7000-8000-000000000001',
  kind: 'person',
  facts: [
    {
      topic: 'name',
      value: { display: 'Dr. Anna Gruber', given: 'Anna', family: 'Gruber' },
      label: null,
    },
    { topic: 'email', value: 'anna@kettle.example', label: 'work' },
    { topic: 'email', value: 'anna@home.example', label: null },
    {
      topic: 'affiliation',
      value: {
        companyId: 'a',
        companyName: 'Kettle',
        title: '',
        department: '',
        from: '2021-03-01',
      },
      label: null,
    },
    {
      topic: 'role',
      value: { role: 'customer', from: '2010-01-01', to: '2012-12-31' },
      label: null,
    },
    { topic: 'role', value: { role: 'customer', from: '2020-01-01' }, label: null },
    { topic: 'birthday', value: '--04-03', label: null },
  ],
};

test('a record stands in one row, under headings that anybody understands', () => {
  const extent = {
    name: { most: 1, labelled: false },
    email: { most: 2, labelled: true },
    birthday: { most: 1, labelled: false },
  };
  const layout = layoutOf(extent);
  expect(layout.headings).toEqual([
    'Rapport ID',
    'Kind',
    'Name',
    'Name given',
    'Name family',
    'Email',
    'Email label',
    'Email 2',
    'Email 2 label',
    'Birthday',
    'More',
  ]);
  const cells = cellsOf(anna, layout);
  expect(cells.slice(2, 10)).toEqual([
    'Dr. Anna Gruber',
    'Anna',
    'Gruber',
    'anna@kettle.example',
    'work',
    'anna@home.example',
    '',
    '--04-03',
  ]);
  expect(byTopic(through(anna, extent)!)).toEqual(byTopic(anna));
});

test('columns may be moved about and others put beside them', () => {
  const layout = layoutOf({ name: { most: 1, labelled: false } });
  const cells = cellsOf(anna, layout);
  const read = ownTable(['Remark', ...layout.headings.toReversed()])?.recordOf([
    'mine',
    ...cells.toReversed(),
  ]);
  expect(byTopic(read!)).toEqual(byTopic(anna));
});

test('a table of somebody else’s is none of ours', () => {
  expect(ownTable(['Name', 'Email', 'Kind'])).toBeNull();
  const own = ownTable(['Rapport ID', 'Kind', 'Name', 'More']);
  expect(own?.recordOf(['not an id', 'person', 'Anna', ''])).toBeNull();
  expect(own?.recordOf([anna.id, 'person', 'Anna', '{broken'])?.facts).toHaveLength(1);
});

const extents: fc.Arbitrary<Extent> = fc.dictionary(
  fc.constantFrom(...Fact.shape.topic.options),
  fc.record({ most: fc.nat({ max: 3 }), labelled: fc.boolean() }),
);
property.prop([records(), extents])(
  'whatever the columns, a row holds the whole record',
  (record, extent) => {
    expect(byTopic(through(record, extent)!)).toEqual(byTopic(record));
  },
);
