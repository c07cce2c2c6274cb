import { queryOptions, useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { uncorrected } from '../../../shared/interact/capture/corrections.ts';
import { sessionQuery } from '../../app/session.ts';
import { useBringing } from '../../import/useBringing.ts';
import { useMayImport } from '../../import/useMayImport.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { onDemand } from '../../ui/onDemand.tsx';
import { Card, Page } from '../../ui/Page.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { useWords } from '../../ui/words.ts';
import { keepDraft, keptDraft } from '../capture/draft.ts';
import { forgetShared, readShared } from './shared.ts';

const CaptureBox = onDemand(() => import('../capture/CaptureBox.tsx'));

const sharedQuery = queryOptions({
  queryKey: ['shared with us'],
  queryFn: readShared,
  staleTime: 0,
});

/** What becomes of what another app on this phone handed over? */
export function SharePage() {
  const say = useWords();
  const client = useQueryClient();
  const navigate = useNavigate();
  const { data: session } = useSuspenseQuery(sessionQuery);
  const { data: shared } = useQuery(sharedQuery);
  const [isWriting, setWriting] = useState(false);
  const { bring, isWorking, problem } = useBringing();
  const mayImport = useMayImport();
  const owner = session ? `${session.workspace.id}.${session.user.id}` : '';
  const forget = async () => {
    await forgetShared();
    client.removeQueries({ queryKey: sharedQuery.queryKey });
  };
  const write = () => {
    const kept = keptDraft(owner);
    // What was begun before stays: the shared words go below it.
    const text = [kept?.text.trim(), shared?.words].filter(Boolean).join('\n');
    keepDraft(owner, { corrections: uncorrected, here: null, ...kept, text });
    setWriting(true);
  };
  const leave = () => void forget().then(() => navigate({ to: '/today' }));
  if (!shared) return <Skeleton rows={3} />;
  const { words, files } = shared;
  const isEmpty = words === '' && files.length === 0;
  return (
    <Page title={say('capture.shared.title')} width="reading">
      {isEmpty ? (
        <EmptyState icon="import" title={say('capture.shared.none')}>
          {say('capture.shared.how')}
        </EmptyState>
      ) : (
        <div className="flex flex-col gap-16">
          {problem ? (
            <Notice tone="bad" isUrgent>
              {problem}
            </Notice>
          ) : null}
          {words === '' ? null : (
            <Card className="flex flex-col gap-12">
              <p dir="auto" className="text-base wrap-anywhere whitespace-pre-wrap">
                {words}
              </p>
              <span>
                <Button variant="primary" icon="note" onPress={write}>
                  {say('capture.shared.write')}
                </Button>
              </span>
            </Card>
          )}
          {files.length === 0 ? null : (
            <Card className="flex flex-col gap-12">
              <ul className="flex flex-col gap-4">
                {files.map(({ name }, at) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: two files may have one name, and none of them moves.
                  <li key={at} className="flex items-center gap-8 text-base wrap-anywhere">
                    <Icon name="file" className="text-text-3" />
                    {name}
                  </li>
                ))}
              </ul>
              {mayImport ? (
                <span>
                  <Button
                    variant={words === '' ? 'primary' : 'secondary'}
                    icon="import"
                    isWorking={isWorking}
                    onPress={() => void bring(files, forget)}
                  >
                    {say('capture.shared.import', { count: files.length })}
                  </Button>
                </span>
              ) : (
                <Notice tone="info">{say('import.readersOnly')}</Notice>
              )}
            </Card>
          )}
          <span>
            <Button variant="quiet" onPress={leave}>
              {say('capture.shared.leave')}
            </Button>
          </span>
        </div>
      )}
      {isWriting ? <CaptureBox here={null} onClose={leave} /> : null}
    </Page>
  );
}
