import { foldForSearch } from '../../platform/folding.ts';

/** Folded, camelCase and snake_case taken apart, punctuation gone: "E-Mail 2: Adresse" → "e mail 2 adresse". */
export function foldHeading(heading: string): string {
  return foldForSearch(
    heading
      .slice(0, 200)
      .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
      .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
      .replace(/(\p{L})(\d)/gu, '$1 $2'),
  )
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
