import { useRouter } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { Button, IconButton } from '../ui/Button.tsx';
import { useWords } from '../ui/words.ts';
import { goToStep, stopShowing, useHelp } from './asking.ts';
import { controlOnScreen } from './controls.ts';
import { guideOf, type Step } from './guides.ts';
import { StepWords } from './StepWords.tsx';

/** Screens move under the frame; this often it is drawn anew. */
const drawnEvery = 200;

const targetOf = (step: Step | undefined, say: ReturnType<typeof useWords>) => {
  if (!step || 'keys' in step) return null;
  if ('press' in step) return controlOnScreen(step.press, say);
  if ('write' in step) return controlOnScreen(step.write, say);
  return controlOnScreen('pick' in step ? step.pick : step.see, say);
};

/** Shows a guide on the running screens: its steps in a corner, and a frame around the control that is next. */
export default function Coach() {
  const say = useWords();
  const router = useRouter();
  const { showing } = useHelp();
  const guide = showing ? guideOf(showing.guide) : null;
  const at = showing?.step ?? 0;
  const [frame, setFrame] = useState<DOMRect | null>(null);
  const latest = useRef({ guide, at, say });
  latest.current = { guide, at, say };

  const start = guide?.at;
  useEffect(() => {
    if (start) void router.navigate({ to: start });
  }, [router, start]);

  useEffect(() => {
    let last: HTMLElement | null = null;
    const look = () => {
      const { guide: now, at: step, say: words } = latest.current;
      if (!now) return;
      const target = targetOf(now.steps[step], words);
      if (!target && last && isReached(now.steps, step, words)) goToStep(step + 1);
      else if (isKeys(now.steps[step]) && isReached(now.steps, step, words)) goToStep(step + 1);
      if (target && target !== last) target.scrollIntoView({ block: 'nearest' });
      last = target;
      setFrame(target?.getBoundingClientRect() ?? null);
    };
    const follow = (event: Event) => {
      const { guide: now, at: step, say: words } = latest.current;
      if (!now || !(event.target instanceof Node)) return;
      for (const one of [step, step + 1]) {
        const done = now.steps[one];
        if (!done || 'keys' in done || ('press' in done && done.until)) continue;
        const target = targetOf(done, words);
        const isDone =
          event.type === 'click'
            ? target?.contains(event.target) && !('write' in done)
            : event.type === 'change' && 'write' in done && target === event.target;
        if (isDone) {
          goToStep(one + 1);
          return;
        }
      }
    };
    const timer = setInterval(look, drawnEvery);
    document.addEventListener('click', follow, { capture: true });
    document.addEventListener('change', follow, { capture: true });
    return () => {
      clearInterval(timer);
      document.removeEventListener('click', follow, { capture: true });
      document.removeEventListener('change', follow, { capture: true });
    };
  }, []);

  if (!guide) return null;
  const step = guide.steps[at];
  return createPortal(
    // It stays within reach while a dialog is open, because the steps lead through dialogs.
    <div data-react-aria-top-layer="true" data-help="">
      {frame && step ? (
        <div
          data-help-frame=""
          aria-hidden="true"
          className="pointer-events-none fixed z-toast rounded-control outline-3 outline-offset-2 outline-accent"
          style={{
            insetInlineStart: frame.left,
            top: frame.top,
            width: frame.width,
            height: frame.height,
          }}
        />
      ) : null}
      <aside
        aria-label={say('help.coach')}
        className="fixed inset-x-8 bottom-64 z-toast flex flex-col gap-8 rounded-dialog border border-border bg-surface p-16 shadow-float tablet:start-auto tablet:end-24 tablet:bottom-24 tablet:w-[340px]"
      >
        <div className="flex items-start gap-8">
          <h2 className="flex-1 text-base font-medium">{say(guide.title)}</h2>
          <IconButton icon="close" size="small" label={say('help.stop')} onPress={stopShowing} />
        </div>
        <ol className="flex flex-col gap-4 text-sm">
          {guide.steps.map((one, place) => (
            <li
              key={JSON.stringify(one)}
              aria-current={place === at ? 'step' : undefined}
              className={
                place === at ? 'font-medium text-text' : place < at ? 'text-text-3' : 'text-text-2'
              }
            >
              <StepWords step={one} />
            </li>
          ))}
        </ol>
        <div className="flex items-center gap-8">
          <span role="status" className="flex-1 text-sm text-text-2">
            {step
              ? say('help.stepOf', { at: at + 1, of: guide.steps.length })
              : say('help.finished')}
          </span>
          {step ? (
            <Button size="small" onPress={() => goToStep(at + 1)}>
              {say('help.next')}
            </Button>
          ) : (
            <Button size="small" variant="primary" onPress={stopShowing}>
              {say('help.done')}
            </Button>
          )}
        </div>
      </aside>
    </div>,
    document.body,
  );
}

const isKeys = (step: Step | undefined) => step !== undefined && 'keys' in step;

/** What comes next is there already, so that this step was done, by keys or otherwise. */
function isReached(steps: readonly Step[], at: number, say: ReturnType<typeof useWords>): boolean {
  const now = steps[at];
  if (now && 'press' in now && now.until) return controlOnScreen(now.until, say) !== null;
  return targetOf(steps[at + 1], say) !== null;
}
