import { z } from 'zod';
import { Id } from '../../platform/values.ts';
import { Topic } from '../statements.ts';

/** What a file says a value is of. One of a field of the company's own is an `extra` under the field's label. */
export const FactTopic = Topic.exclude(['field']);
export type FactTopic = z.infer<typeof FactTopic>;

/** One current value of a record, as every export writes it and every import of our own files reads it. */
export const Fact = z.object({
  topic: FactTopic,
  value: z.unknown(),
  label: z.string().max(100).nullable(),
});
export type Fact = z.infer<typeof Fact>;

/**
 * A person or company as a file holds it: the values that are current, in their order. Nothing else decides
 * what a record shows, so two records with the same facts are the same.
 */
export const ExportedRecord = z.object({
  kind: z.enum(['person', 'company']),
  id: Id,
  facts: z.array(Fact).max(10_000),
});
export type ExportedRecord = z.infer<typeof ExportedRecord>;

/** Values of one topic, in their order. */
export function valuesOf<Value>({ facts }: ExportedRecord, topic: Topic): Value[] {
  return facts.filter((fact) => fact.topic === topic).map(({ value }) => value as Value);
}

/** The name to show: what the record says, else what would stand in its place on the screen. */
export function displayOf(record: ExportedRecord): string {
  const name = record.facts.findLast(({ topic, label }) => topic === 'name' && label !== 'other');
  if (name) return (name.value as { display: string }).display;
  const stand: Topic[] =
    record.kind === 'company'
      ? ['domain', 'email', 'phone', 'handle']
      : ['email', 'phone', 'handle'];
  for (const topic of stand) {
    const [value] = valuesOf<string>(record, topic);
    if (value) return value;
  }
  return '';
}
