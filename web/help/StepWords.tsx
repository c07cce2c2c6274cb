import { Kbd } from '../ui/Kbd.tsx';
import { useWords } from '../ui/words.ts';
import type { Step } from './guides.ts';

/** One step as a sentence; what the control is called is what stands on it. */
export function StepWords({ step }: { step: Step }) {
  const say = useWords();
  if ('keys' in step)
    return (
      <span className="inline-flex flex-wrap items-center gap-8">
        {say('help.step.keys')} <span className="sr-only">{step.keys}</span>
        <Kbd keys={step.keys} />
      </span>
    );
  if ('press' in step) {
    const control = say(step.press.name);
    if (step.until) return say('help.step.pressUntil', { control, until: say(step.until.name) });
    return say(step.press.role === 'link' ? 'help.step.go' : 'help.step.press', { control });
  }
  if ('write' in step) {
    const what = say(step.what);
    return 'name' in step.write
      ? say('help.step.write', { what, control: say(step.write.name) })
      : say('help.step.writeHere', { what });
  }
  if ('pick' in step) return say('help.step.pick', { what: say(step.what) });
  return say('help.step.see', { control: say(step.see.name) });
}
