import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import type {
  TemplateChange,
  TemplateInput,
  TemplateRow,
} from '../../../shared/interact/templates/templates.ts';
import { api } from '../../app/api.ts';
import { toast } from '../../ui/toast.ts';
import { useWords } from '../../ui/words.ts';
import { templatesQuery } from './queries.ts';

/** The verbs on templates; each can be taken back. */
export function useTemplateChanges() {
  const client = useQueryClient();
  const say = useWords();
  return useMemo(() => {
    const refresh = () => client.invalidateQueries({ queryKey: templatesQuery.queryKey });
    const told = async (text: string, { event }: { event: string }) => {
      await refresh();
      toast(text, {
        tone: 'good',
        undo: async () => {
          await api.post(`/events/${event}/undo`);
          await refresh();
        },
      });
    };
    return {
      save: async (input: TemplateInput) =>
        told(
          say('writing.templates.saved', { name: input.name }),
          await api.post<{ event: string }>('/mail-templates', input),
        ),
      change: async ({ id, version, name }: TemplateRow, change: Omit<TemplateChange, 'version'>) =>
        told(
          say('writing.templates.saved', { name: change.name ?? name }),
          await api.patch<{ event: string }>(`/mail-templates/${id}`, { ...change, version }),
        ),
      remove: async ({ id, version, name }: TemplateRow) =>
        told(
          say('writing.templates.removed', { name }),
          await api.delete<{ event: string }>(`/mail-templates/${id}?version=${String(version)}`),
        ),
    };
  }, [client, say]);
}
