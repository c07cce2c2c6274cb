import { useQuery } from '@tanstack/react-query';
import { useLocation } from '@tanstack/react-router';
import type { Filter } from '../../shared/platform/filters.ts';
import type { IconName } from '../ui/icons.ts';
import { nameOfRole, wordsQuery } from './ownWords.ts';

interface KindEntry {
  role: string;
  name: string;
  to: '/people' | '/companies' | '/suppliers' | '/partners' | '/staff';
  icon: IconName;
  /** Where its list is one of people or of companies. */
  filter?: Filter;
  /** Whether its list is the page shown. */
  isHere: boolean;
}

/** Kinds with a list of their own, which tells what lies between us. */
const ownLists = [
  { role: 'supplier', to: '/suppliers', icon: 'inbox' },
  { role: 'partner', to: '/partners', icon: 'connection' },
  { role: 'staff', to: '/staff', icon: 'profile' },
] as const;

/** Kinds with a list of their own unless retired, then those that the strategy puts into the sidebar, under the names the company gives them. */
export function useKindsInSidebar(): KindEntry[] {
  const { data } = useQuery(wordsQuery);
  const { pathname, search } = useLocation();
  const kinds = data?.kinds ?? [];
  const own = ownLists
    .filter((list) => !kinds.some(({ role, retired }) => role === list.role && retired))
    .map((list) => ({
      ...list,
      name: nameOfRole(list.role).many,
      isHere: pathname === list.to,
    }));
  const filtered = kinds
    .filter(({ sidebar, retired }) => sidebar !== 'none' && !retired)
    .filter(({ role }) => !ownLists.some((list) => list.role === role))
    .map(({ role, sidebar }): KindEntry => {
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
  return [...own, ...filtered];
}
