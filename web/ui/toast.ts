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
  /** What was said when it was done. */
  text: string;
  /** In milliseconds, by the clock of this page. */
  at: number;
  /** Answers whether the act itself has said what became of it. */
  undo: () => Promise<boolean>;
}

const acts: Act[] = [];
/** How many messages there have been: whether one came while an act was taken back. */
let told = 0;

function keep(text: string, undo: () => void | Promise<void>, close?: () => void): Act {
  const act: Act = {
    text,
    at: Temporal.Now.instant().epochMilliseconds,
    undo: async () => {
      const at = acts.indexOf(act);
      if (at < 0) return true;
      acts.splice(at, 1);
      close?.();
      const before = told;
      try {
        await undo();
      } catch (problem) {
        toast(problem instanceof Error ? problem.message : String(problem), { tone: 'bad' });
      }
      return told > before;
    },
  };
  acts.push(act);
  if (acts.length > actsKept) acts.shift();
  return act;
}

/** Says what has happened, and how to take it back. */
export function toast(text: string, { tone = 'neutral', undo }: ToastOptions = {}): void {
  told += 1;
  if (!undo) {
    toasts.add({ text, tone }, { timeout: toastTime });
    return;
  }
  const act = keep(text, undo, () => toasts.close(shown));
  const shown = toasts.add({ text, tone, undo: () => void act.undo() }, { timeout: toastTime });
}

/** An act that shows itself: nothing is said of it, and it is taken back like the others. */
export function remember(text: string, undo: () => void | Promise<void>): void {
  keep(text, undo);
}

/** The last act of this page that can be taken back. */
export function lastRemembered(): Act | undefined {
  return acts.at(-1);
}
