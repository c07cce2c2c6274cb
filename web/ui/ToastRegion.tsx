import { Text } from 'react-aria-components/Text';
import {
  UNSTABLE_Toast as AriaToast,
  UNSTABLE_ToastRegion as AriaToastRegion,
  UNSTABLE_ToastContent as ToastContent,
} from 'react-aria-components/Toast';
import { Button, IconButton } from './Button.tsx';
import { Icon } from './Icon.tsx';
import { toasts } from './toast.ts';
import { useWords } from './words.ts';

/** Where the messages of `toast()` appear. One stands at the end of the page. */
export default function ToastRegion() {
  const say = useWords();
  return (
    <AriaToastRegion
      queue={toasts}
      aria-label={say('ui.toast.region')}
      className="fixed inset-x-0 bottom-64 z-toast mx-auto flex w-fit max-w-[calc(100vw-32px)] flex-col-reverse gap-8 outline-none tablet:bottom-24"
    >
      {({ toast }) => (
        <AriaToast
          toast={toast}
          className="flex items-center gap-8 rounded-control border border-border bg-surface py-4 ps-12 pe-4 shadow-float"
        >
          {toast.content.tone === 'neutral' ? null : (
            <Icon
              name={toast.content.tone === 'good' ? 'done' : 'alert'}
              className={toast.content.tone === 'good' ? 'text-good' : 'text-bad'}
            />
          )}
          <ToastContent className="min-w-0 max-w-[480px] flex-1 py-4">
            <Text slot="title" className="text-base">
              {toast.content.text}
            </Text>
          </ToastContent>
          {toast.content.undo ? (
            <Button variant="quiet" size="small" icon="undo" onPress={toast.content.undo}>
              {say('ui.undo')}
            </Button>
          ) : null}
          <IconButton slot="close" size="small" icon="close" label={say('ui.toast.dismiss')} />
        </AriaToast>
      )}
    </AriaToastRegion>
  );
}
