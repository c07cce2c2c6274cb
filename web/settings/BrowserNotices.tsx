import { useState } from 'react';
import { mayHaveWorker, startWorker } from '../app/installed.ts';
import { changeLook, useLook } from '../app/look.ts';
import { Checkbox } from '../ui/Field.tsx';
import { Notice } from '../ui/Notice.tsx';
import { Card } from '../ui/Page.tsx';
import { useWords } from '../ui/words.ts';

/** Notices of the operating system, for this person on this device; off until somebody wants them. */
export function BrowserNotices() {
  const say = useWords();
  const { notices } = useLook();
  const [isRefused, setRefused] = useState(false);
  if (!mayHaveWorker() || !('Notification' in globalThis))
    return (
      <Card>
        <p className="text-base text-text-2">{say('told.browser.unable')}</p>
      </Card>
    );
  const set = async (isOn: boolean) => {
    if (!isOn) return changeLook({ notices: false });
    const isGranted = (await Notification.requestPermission()) === 'granted';
    if (isGranted) await startWorker();
    setRefused(!isGranted);
    changeLook({ notices: isGranted });
  };
  return (
    <Card>
      <div className="flex flex-col gap-8">
        <Checkbox isSelected={notices} onChange={(isOn) => void set(isOn)}>
          {say('told.browser')}
        </Checkbox>
        <p className="text-sm text-text-2">{say('told.browser.words')}</p>
        {isRefused ? (
          <Notice tone="warn" isUrgent>
            {say('told.browser.refused')}
          </Notice>
        ) : null}
      </div>
    </Card>
  );
}
