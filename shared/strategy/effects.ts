import type { Difference } from './differences.ts';
import { isTerm } from './words.ts';

/**
 * What of the tool follows an answer today. A room that begins to read another part of the record says so
 * here, and the strategy page tells it to whoever changes that part.
 */
export const effects = ['names', 'choices', 'sidebar', 'due'] as const;
export type Effect = (typeof effects)[number];

/** Where a difference is felt; nowhere: no effect yet. */
export function effectsOf(difference: Difference): Effect[] {
  switch (difference.kind) {
    case 'word':
    case 'style':
      return ['names'];
    case 'added':
    case 'removed': {
      if (difference.in !== 'relationships') return [];
      const item = difference.kind === 'added' ? difference.after : difference.before;
      return [
        ...(isTerm(difference.key) ? [] : ['choices' as const]),
        ...(item.sidebar === 'none' ? [] : ['sidebar' as const]),
        ...(item.rhythmDays === null ? [] : ['due' as const]),
      ];
    }
    case 'changed':
      if (difference.in !== 'relationships') return [];
      return (
        (
          { retired: ['choices'], sidebar: ['sidebar'], rhythmDays: ['due'] } as Record<
            string,
            Effect[]
          >
        )[difference.field] ?? []
      );
    case 'ordered':
      return difference.in === 'relationships' ? ['choices', 'sidebar'] : [];
    case 'set':
      return [];
  }
}
