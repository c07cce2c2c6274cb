import { useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import type { Gathered } from './gather.ts';
import { beginImport } from './imports.ts';
import { uploads } from './uploads.ts';

/** Makes files one import and goes there. */
export function useBringing() {
  const router = useRouter();
  const [isWorking, setWorking] = useState(false);
  const [problem, setProblem] = useState<string>();
  const bring = async (files: readonly Gathered[], begun?: () => Promise<void>): Promise<void> => {
    setWorking(true);
    setProblem(undefined);
    try {
      const { id } = await beginImport();
      uploads.add(id, files);
      await begun?.();
      await router.navigate({ to: '/settings/import/$id', params: { id } });
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
      setWorking(false);
    }
  };
  return { bring, isWorking, problem };
}
