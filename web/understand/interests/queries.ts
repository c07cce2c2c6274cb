import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import type {
  CommonGroundView,
  OwnGround,
} from '../../../shared/understand/interests/interests.ts';
import type { InterestNode, Taxonomy } from '../../../shared/understand/interests/nodes.ts';
import { api } from '../../app/api.ts';
import { toast } from '../../ui/toast.ts';
import { useLocale } from '../../ui/words.ts';

/** Common ground with a person; live updates know it by the person's id. */
export function groundQuery(personId: string) {
  return queryOptions({
    queryKey: ['common ground', personId],
    queryFn: ({ signal }) =>
      api.get<CommonGroundView>(`/people/${personId}/common-ground`, { signal }),
  });
}

export const ownGroundQuery = queryOptions({
  queryKey: ['own ground'],
  queryFn: ({ signal }) => api.get<OwnGround>('/own-interests', { signal }),
});

/** A thousand nodes with their names, fetched where one of them is chosen. */
export const taxonomyQuery = queryOptions({
  queryKey: ['interest nodes'],
  queryFn: ({ signal }) => api.get<Taxonomy>('/interest-nodes', { signal }),
  staleTime: 10 * 60_000,
});

export interface Done {
  event: string;
}

/** Does something that changes common ground, says so, and can take it back. */
export function useGroundAct() {
  const client = useQueryClient();
  const refresh = () =>
    Promise.all(
      [['common ground'], ['own ground'], ['interest nodes'], ['party'], ['history']].map(
        (queryKey) => client.invalidateQueries({ queryKey }),
      ),
    );
  return async (act: () => Promise<Done>, told: string): Promise<void> => {
    const { event } = await act();
    await refresh();
    toast(told, {
      tone: 'good',
      undo: async () => {
        await api.post(`/events/${event}/undo`);
        await refresh();
      },
    });
  };
}

/** The same where a refusal has no form to stand in. */
export function useGroundActFromMenu() {
  const act = useGroundAct();
  return (work: () => Promise<Done>, told: string) =>
    void act(work, told).catch((error: unknown) =>
      toast(error instanceof Error ? error.message : String(error), { tone: 'bad' }),
    );
}

/** The name of a node in the language of the page. */
export function useNodeName() {
  const isGerman = useLocale().startsWith('de');
  return (node: { en: string; de: string }) => (isGerman ? node.de : node.en);
}

/** Nodes by their id, with the path of names above each. */
export function useTaxonomy() {
  const query = useQuery(taxonomyQuery);
  const nameOf = useNodeName();
  const isGerman = useLocale().startsWith('de');
  const taxonomy = query.data;
  const byId = useMemo(
    () => new Map(taxonomy?.nodes.map((node) => [node.id, node] as const)),
    [taxonomy],
  );
  const standing = (id: string): InterestNode | undefined => {
    let node = byId.get(id);
    for (let steps = 0; node?.mergedInto && steps < 50; steps++) node = byId.get(node.mergedInto);
    return node;
  };
  const above = (node: InterestNode): InterestNode[] => {
    const path: InterestNode[] = [];
    let at = node.parent === null ? undefined : standing(node.parent);
    while (at && path.length < 50) {
      path.push(at);
      at = at.parent === null ? undefined : standing(at.parent);
    }
    return path;
  };
  return { query, taxonomy, byId, standing, above, nameOf, isGerman };
}
