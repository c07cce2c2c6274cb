import { useQuery } from '@tanstack/react-query';
import { useLocation } from '@tanstack/react-router';
import type { Filter } from '../../shared/platform/filters.ts';
import type { IconName } from '../ui/icons.ts';
import { nameOfRole, wordsQuery } from './ownWords.ts';

interface KindEntry {
  role: string;
  name: string;
  to: '/people' | '/companies';
  icon: IconName;
  filter: Filter;
  /** Whether its list is the page shown. */
  isHere: boolean;
}

/** Kinds of relationship that the strategy puts into the sidebar, under the names the company gives them. */
export function useKindsInSidebar(): KindEntry[] {
  const { data } = useQuery(wordsQuery);
  const { pathname, search } = useLocation();
  return (data?.kinds ?? [])
    .filter(({ sidebar, retired }) => sidebar !== 'none' && !retired)
    .map(({ role, sidebar }) => {
      const to = sidebar === 'people' ? '/people' : '/companies';
      const filter: Filter = ['role', 'is', role];
      return {
        role,
        name: nameOfRole(role).many,
        to,
        icon: sidebar === 'people' ? 'person' : 'company',
        filter,
        isHere:
          pathname === to &&
          'filter' in search &&
          JSON.stringify(search.filter) === JSON.stringify(filter),
      };
    });
}
