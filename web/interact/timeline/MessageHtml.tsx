import { useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { useWords } from '../../ui/words.ts';

/**
 * A mail as it was sent. The server has taken out what could run; the frame lets nothing run either, has
 * an origin of its own, and loads no picture from elsewhere until somebody asks.
 */
export function MessageHtml({ id }: { id: string }) {
  const say = useWords();
  const [withImages, setWithImages] = useState(false);
  return (
    <div className="flex flex-col gap-8">
      <iframe
        key={String(withImages)}
        title={say('interact.asSent')}
        src={`/api/v1/activities/${id}/html${withImages ? '?images=load' : ''}`}
        sandbox="allow-popups allow-popups-to-escape-sandbox"
        referrerPolicy="no-referrer"
        className="h-[420px] w-full resize-y rounded-control border border-border bg-[#fff]"
      />
      {withImages ? null : (
        <span className="-ms-8">
          <Button size="small" variant="quiet" icon="download" onPress={() => setWithImages(true)}>
            {say('interact.loadImages')}
          </Button>
        </span>
      )}
    </div>
  );
}
