import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { buttonClass } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Page } from '../../ui/Page.tsx';
import { useWords } from '../../ui/words.ts';
import { finishSignIn } from './providers.ts';
import { connectionsQuery } from './queries.ts';

/** Where the provider sends the browser back to: what it answered is handed in, and leaves the address. */
export function SignedIn() {
  const say = useWords();
  const client = useQueryClient();
  const navigate = useNavigate();
  const isHandedIn = useRef(false);
  const finish = useMutation({
    mutationFn: finishSignIn,
    onSuccess: async ({ id }) => {
      await client.invalidateQueries({ queryKey: connectionsQuery.queryKey });
      await navigate({ to: '/settings/connections/$id', params: { id }, replace: true });
    },
  });
  const { mutate } = finish;
  useEffect(() => {
    if (isHandedIn.current) return;
    isHandedIn.current = true;
    const { search, pathname } = window.location;
    window.history.replaceState(window.history.state, '', pathname);
    mutate(search);
  }, [mutate]);
  return (
    <Page title={say('settings.connections')}>
      <div className="flex max-w-[680px] flex-col gap-16">
        {finish.error ? (
          <>
            <Notice tone="bad" title={say('connections.signIn.failed')} isUrgent>
              {finish.error.message}
            </Notice>
            <span>
              <Link
                to="/settings/$page"
                params={{ page: 'connections' }}
                className={buttonClass('secondary')}
              >
                {say('connections.signIn.back')}
              </Link>
            </span>
          </>
        ) : (
          <p role="status" className="text-text-2">
            {say('connections.signIn.coming')}
          </p>
        )}
      </div>
    </Page>
  );
}
