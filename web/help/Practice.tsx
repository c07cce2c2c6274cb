import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type PracticeStep, practiceOnPhone, practiceSteps } from '../../shared/platform/help.ts';
import { Button, IconButton } from '../ui/Button.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Popover } from '../ui/Popover.tsx';
import { toast } from '../ui/toast.ts';
import { phone, useMedia } from '../ui/useMedia.ts';
import { useWords } from '../ui/words.ts';
import { showGuide } from './asking.ts';
import { guideOf } from './guides.ts';
import { changePractice, guideOfStep, practiceQuery } from './practice.ts';

/** Five things to try in the sample company, each within half a minute; what was done is seen by itself. */
export default function Practice() {
  const say = useWords();
  const client = useQueryClient();
  const onPhone = useMedia(phone);
  const [isOpen, setOpen] = useState(false);
  const { data: practice } = useQuery(practiceQuery);
  if (!practice || practice.isClosed) return null;
  const steps = onPhone ? practiceOnPhone : practiceSteps;
  const isOver = (step: PracticeStep) =>
    practice.done.includes(step) || practice.skipped.includes(step);
  const next = steps.find((step) => !isOver(step));
  const change = (...wanted: Parameters<typeof changePractice>) =>
    void changePractice(...wanted).catch((error: unknown) =>
      toast(error instanceof Error ? error.message : String(error), { tone: 'bad' }),
    );
  return (
    <Popover
      label={say('help.practice')}
      isOpen={isOpen}
      onOpenChange={setOpen}
      trigger={
        <Button size="small" icon="task" className="shrink!">
          {say('help.practice.progress', { done: steps.filter(isOver).length, of: steps.length })}
        </Button>
      }
    >
      <div className="flex w-[320px] max-w-full flex-col gap-12">
        <h2 className="text-base font-medium">{say('help.practice')}</h2>
        <p className="text-sm text-text-2">
          {say(next ? 'help.practice.words' : 'help.practice.over')}
        </p>
        <ol className="flex flex-col gap-4">
          {steps.map((step) => (
            <li key={step} className="flex min-h-32 items-center gap-8">
              <Icon
                name={practice.done.includes(step) ? 'done' : isOver(step) ? 'minus' : 'next'}
                className={practice.done.includes(step) ? 'text-good' : 'text-text-3'}
              />
              <span className={isOver(step) ? 'flex-1 text-text-3' : 'flex-1'}>
                {say(guideOf(guideOfStep[step]).title)}
                {isOver(step) ? (
                  <span className="sr-only">
                    {' '}
                    {say(
                      practice.done.includes(step) ? 'help.practice.done' : 'help.practice.skipped',
                    )}
                  </span>
                ) : null}
              </span>
              {isOver(step) ? null : (
                <>
                  <Button
                    size="small"
                    variant={step === next ? 'primary' : 'secondary'}
                    onPress={() => {
                      setOpen(false);
                      showGuide(guideOfStep[step]);
                    }}
                  >
                    {say('help.show')}
                  </Button>
                  <IconButton
                    size="small"
                    icon="forward"
                    label={say('help.practice.skip', {
                      step: say(guideOf(guideOfStep[step]).title),
                    })}
                    onPress={() => change(client, { skip: step })}
                  />
                </>
              )}
            </li>
          ))}
        </ol>
        <Button
          size="small"
          variant="quiet"
          className="self-end"
          onPress={() => change(client, { isClosed: true })}
        >
          {say('help.practice.close')}
        </Button>
      </div>
    </Popover>
  );
}
