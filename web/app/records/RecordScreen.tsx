import { useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useEffect } from 'react';
import type { PartyKind } from '../../../shared/identify/parties.ts';
import { RecordPage } from '../../identify/record/RecordPage.tsx';
import { TalkActions } from '../../interact/talk/TalkActions.tsx';
import { Timeline } from '../../interact/timeline/Timeline.tsx';
import { enterRoom, enterRooms } from '../../locales/language.ts';
import { onDemand } from '../../ui/onDemand.tsx';
import type { RecordAddress } from './address.ts';
import { BriefLink } from './BriefLink.tsx';

const loadLogBox = () => import('../../interact/timeline/LogBox.tsx');
const LogBox = lazy(loadLogBox);
const Dealings = onDemand(async () => {
  const [blocks] = await Promise.all([
    import('../../interact/dealings/Dealings.tsx'),
    enterRoom('dealings'),
  ]);
  return blocks;
});
const Tasks = onDemand(async () => {
  const [block] = await Promise.all([
    import('../../interact/tasks/Tasks.tsx'),
    enterRooms('tasks', 'dealings'),
  ]);
  return block;
});
const CommonGround = onDemand(async () => {
  const [block] = await Promise.all([
    import('../../understand/interests/CommonGround.tsx'),
    enterRoom('ground'),
  ]);
  return block;
});
const AddressBooks = onDemand(async () => {
  const [block] = await Promise.all([
    import('../../interact/address-books/AddressBooks.tsx'),
    enterRoom('books'),
  ]);
  return block;
});
const UnderFacts = lazy(() => import('../../understand/UnderFacts.tsx'));
const Standing = onDemand(async () => {
  const [line] = await Promise.all([
    import('../../understand/warmth/Standing.tsx'),
    enterRoom('warmth'),
  ]);
  return line;
});
const CommentsPane = lazy(() => import('../../interact/talk/CommentsPane.tsx'));

/**
 * The page of a person or company. It is put together here because it shows what several rooms know, and
 * a room does not reach into those above it.
 */
export function RecordScreen({ kind, id }: { kind: PartyKind; id: string }) {
  const navigate = useNavigate();
  // What is typed right after `L` must find its box, so it is fetched as soon as there is something to read.
  useEffect(() => {
    const timer = setTimeout(() => void loadLogBox().catch(() => undefined), 500);
    return () => clearTimeout(timer);
  }, []);
  const address: RecordAddress = useSearch({ strict: false });
  const go = (change: RecordAddress, replace = false) =>
    void navigate({
      to: kind === 'person' ? '/people/$id' : '/companies/$id',
      params: { id },
      search: (old: RecordAddress) => ({ ...old, ...change }),
      replace,
    });
  return (
    <RecordPage
      kind={kind}
      id={id}
      pane={address.pane}
      onPane={(pane) => go({ pane })}
      // A record that became part of another leads there, and the address follows.
      onMoved={(to) =>
        void navigate({
          to: kind === 'person' ? '/people/$id' : '/companies/$id',
          params: { id: to },
          replace: true,
        })
      }
      otherActions={(party) => (
        <>
          {kind === 'person' && !party.trashedAt ? <BriefLink id={id} /> : null}
          <TalkActions
            party={party}
            isOpen={address.pane === 'comments'}
            onOpen={(isOpen) => go({ pane: isOpen ? 'comments' : undefined })}
          />
        </>
      )}
      standing={(party) => <Standing party={party} />}
      otherBlocks={(party) => (
        <>
          <Tasks party={party} />
          <Dealings party={party} />
          {kind === 'person' && !party.trashedAt ? <CommonGround party={party} /> : null}
          <AddressBooks party={party} />
        </>
      )}
      underFacts={(party) => (
        <Suspense fallback={null}>
          <UnderFacts party={party} />
        </Suspense>
      )}
      otherPane={({ party, pane }) =>
        pane === 'comments' ? (
          <CommentsPane party={party} onClose={() => go({ pane: undefined })} />
        ) : null
      }
      timeline={({ party, isLogging, onLogged }) => (
        <Timeline
          kind={kind}
          id={id}
          show={address.show ?? null}
          month={address.month ?? null}
          activity={address.activity ?? null}
          onAddress={go}
          top={
            isLogging ? (
              <Suspense fallback={<span className="block h-[134px]" />}>
                <LogBox party={party} onClose={onLogged} />
              </Suspense>
            ) : null
          }
        />
      )}
    />
  );
}
