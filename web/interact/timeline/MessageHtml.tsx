import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { inShownWorkspace } from '../../app/workspace.ts';
import { Button } from '../../ui/Button.tsx';
import { useWords } from '../../ui/words.ts';

/**
 * A mail as it was sent. The server has taken out what could run; the frame lets nothing run either, has
 * an origin of its own, and loads no picture from elsewhere until somebody asks.
 */
export function MessageHtml({ id }: { id: string }) {
  const say = useWords();
  const [isLoading, setLoading] = useState(false);
  const address = inShownWorkspace(`/api/v1/activities/${id}/html`);
  const { data: blocked = 0 } = useQuery({
    queryKey: ['activity', id, 'blocked'],
    queryFn: async ({ signal }) => {
      const { headers } = await fetch(address, { method: 'HEAD', signal });
      return Number(headers.get('x-blocked-remote') ?? 0);
    },
  });
  return (
    <div className="flex flex-col gap-8">
      <iframe
        key={String(isLoading)}
        title={say('interact.asSent')}
        src={isLoading ? `${address}${address.includes('?') ? '&' : '?'}remote=1` : address}
        sandbox="allow-popups allow-popups-to-escape-sandbox"
        referrerPolicy="no-referrer"
        // Mails are written for white paper, whatever theme the reader likes.
        className="h-[420px] w-full resize-y rounded-control border border-border bg-[#fff] scheme-light"
      />
      {blocked > 0 && !isLoading ? (
        <p className="flex flex-wrap items-center gap-8 text-sm text-text-2">
          {say('interact.imagesBlocked', { count: blocked })}
          <Button size="small" variant="quiet" icon="download" onPress={() => setLoading(true)}>
            {say('interact.loadImages')}
          </Button>
        </p>
      ) : null}
    </div>
  );
}
