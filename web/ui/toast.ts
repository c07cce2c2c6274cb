import { UNSTABLE_ToastQueue as ToastQueue } from 'react-aria-components/Toast';

export interface ToastMessage {
  text: string;
  tone: 'neutral' | 'good' | 'bad';
  undo?: () => void;
}

export interface ToastOptions {
  tone?: ToastMessage['tone'];
  /** Takes the act back; also offered under Mod+Z for the last twenty acts. */
  undo?: () => void | Promise<void>;
}

/** How long a message stays; focus and the pointer hold it. */
export const toastTime = 10_000;
const actsKept = 20;

export const toasts = new ToastQueue<ToastMessage>({ maxVisibleToasts: 3 });

interface Act {
  undo: () => void;
}

const acts: Act[] = [];

/** Says what has happened, and how to take it back. */
export function toast(text: string, { tone = 'neutral', undo }: ToastOptions = {}): void {
  if (!undo) {
    toasts.add({ text, tone }, { timeout: toastTime });
    return;
  }
  const act: Act = {
    undo: () => {
      const at = acts.indexOf(act);
      if (at < 0) return;
      acts.splice(at, 1);
      toasts.close(shown);
      Promise.resolve(undo()).catch((problem: unknown) => {
        toast(problem instanceof Error ? problem.message : String(problem), { tone: 'bad' });
      });
    },
  };
  acts.push(act);
  if (acts.length > actsKept) acts.shift();
  const shown = toasts.add({ text, tone, undo: act.undo }, { timeout: toastTime });
}

/** An act that shows itself: nothing is said of it, and it is taken back like the others. */
export function remember(undo: () => void | Promise<void>): void {
  const act: Act = {
    undo: () => {
      const at = acts.indexOf(act);
      if (at < 0) return;
      acts.splice(at, 1);
      Promise.resolve(undo()).catch((problem: unknown) => {
        toast(problem instanceof Error ? problem.message : String(problem), { tone: 'bad' });
      });
    },
  };
  acts.push(act);
  if (acts.length > actsKept) acts.shift();
}

/** Takes back the last act that can be; false when there is none. */
export function undoLast(): boolean {
  const act = acts.at(-1);
  act?.undo();
  return act !== undefined;
}
