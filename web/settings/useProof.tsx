import { type ReactNode, useState } from 'react';
import type { Proof } from '../../shared/platform/sign-in.ts';
import { isTakenBack } from '../app/passkeys.ts';
import { ProofDialog } from './ProofDialog.tsx';
import { wantsProof } from './security.ts';

/**
 * An act that may ask who it is: it is tried at once, and when the server wants to be certain, a box asks
 * for the password or a code and tries again. `dialog` belongs somewhere on the page.
 */
export function useProof<Answer>(
  act: (proof?: Proof) => Promise<Answer>,
  { onDone, onProblem }: { onDone: (answer: Answer) => void; onProblem: (words: string) => void },
): { run: () => Promise<void>; isWorking: boolean; dialog: ReactNode } {
  const [isAsking, setAsking] = useState(false);
  const [isWorking, setWorking] = useState(false);
  const run = async () => {
    setWorking(true);
    try {
      onDone(await act());
    } catch (error) {
      if (wantsProof(error)) setAsking(true);
      else if (!isTakenBack(error)) onProblem(wordsOf(error));
    } finally {
      setWorking(false);
    }
  };
  const prove = async (proof: Proof) => {
    try {
      const answer = await act(proof);
      setAsking(false);
      onDone(answer);
    } catch (error) {
      if (!isTakenBack(error)) throw error;
      setAsking(false);
    }
  };
  const dialog = isAsking ? <ProofDialog onProof={prove} onClose={() => setAsking(false)} /> : null;
  return { run, isWorking, dialog };
}

export function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
