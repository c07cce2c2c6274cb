import type { CollectionView } from '../../../shared/interact/calendars.ts';
import { differenceOf, leftOutOf } from '../../../shared/interact/mailbox-sums.ts';
import { leftOutReasons, type MailFolderView } from '../../../shared/interact/mailboxes.ts';
import type { ConnectionView } from '../../../shared/platform/connections.ts';
import { foldForSearch } from '../../../shared/platform/folding.ts';
import { useFigures } from '../../import/figures.ts';
import type { MessageId } from '../../locales/ids.ts';
import { Checkbox } from '../../ui/Field.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { narrowerThanDesktop, useMedia } from '../../ui/useMedia.ts';
import { useWords } from '../../ui/words.ts';
import { useMoments } from '../moments.ts';
import { useAct } from '../useAct.ts';
import { changeFolder, sourceQuery, takeOurs } from './queries.ts';
import { leftOutWords, roleWords, sourceOf, sourceWords } from './words.ts';

interface FoldersProps {
  connection: Pick<ConnectionView, 'id' | 'kind'>;
  folders: readonly MailFolderView[];
  mayChange: boolean;
}

const figures = ['onServer', 'captured', 'leftOut', 'waiting', 'parked', 'toCome'] as const;
type Figure = (typeof figures)[number];

const figureWords: Record<Figure, MessageId> = {
  onServer: 'connections.onServer',
  captured: 'connections.captured',
  leftOut: 'connections.leftOut',
  waiting: 'connections.waiting',
  parked: 'connections.parked',
  toCome: 'connections.toCome',
};

/** Folder by folder, what is on the server and what became of it. On a phone each is a card. */
export function Folders({ connection, folders, mayChange }: FoldersProps) {
  const say = useWords();
  const words = sourceWords[sourceOf(connection.kind)];
  const caption = say(words.parts);
  const isNarrow = useMedia(narrowerThanDesktop);
  const sorted = folders.toSorted((one, other) => Number(other.wanted) - Number(one.wanted));
  if (isNarrow) {
    return (
      <ul className="flex flex-col gap-12">
        {sorted.map((folder) => (
          <li
            key={folder.id}
            className="flex flex-col gap-8 rounded-control border border-border bg-surface px-card-x py-card-y"
          >
            <FolderName folder={folder} />
            <Wish {...{ connection, folder, mayChange }} />
            <dl className="grid grid-cols-[1fr_auto] gap-x-12 gap-y-4 text-sm">
              {figures.map((figure) => (
                <div key={figure} className="contents">
                  <dt className="text-text-2">{say(figureWords[figure])}</dt>
                  <dd className="tabular text-end">
                    <Count folder={folder} figure={figure} />
                  </dd>
                </div>
              ))}
            </dl>
            <p className="text-sm text-text-2">
              {say('connections.seen')}: <Seen folder={folder} />
            </p>
          </li>
        ))}
      </ul>
    );
  }
  return (
    <div className="overflow-x-auto rounded-control border border-border bg-surface">
      <table className="w-full text-sm">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr className="border-b border-border text-xs text-text-2">
            <th scope="col" className="px-12 py-8 text-start font-normal">
              {say(words.part)}
            </th>
            <th scope="col" className="px-12 py-8 text-start font-normal">
              {say('connections.wish')}
            </th>
            {figures.map((figure) => (
              <th key={figure} scope="col" className="px-12 py-8 text-end font-normal">
                {say(figureWords[figure])}
              </th>
            ))}
            <th scope="col" className="px-12 py-8 text-start font-normal">
              {say('connections.seen')}
            </th>
          </tr>
        </thead>
        <tbody>
          {sorted.map((folder) => (
            <tr key={folder.id} className="border-b border-border align-top last:border-b-0">
              <th scope="row" className="min-w-[140px] px-12 py-8 text-start font-medium">
                <FolderName folder={folder} />
              </th>
              <td className="px-12 py-4">
                <Wish {...{ connection, folder, mayChange }} />
              </td>
              {figures.map((figure) => (
                <td key={figure} className="tabular px-12 py-8 text-end">
                  <Count folder={folder} figure={figure} />
                </td>
              ))}
              <td className="px-12 py-8 whitespace-nowrap text-text-2">
                <Seen folder={folder} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function FolderName({ folder: { path, role } }: { folder: MailFolderView }) {
  const say = useWords();
  const purpose = role ? say(roleWords[role]) : '';
  // “Sent” needs no word about what it is for.
  const isPlain = foldForSearch(purpose) === foldForSearch(path);
  return (
    <span className="flex flex-col">
      <bdi className="font-medium break-words">{path}</bdi>
      {purpose && !isPlain ? (
        <span className="text-xs font-normal text-text-3">{purpose}</span>
      ) : null}
    </span>
  );
}

/** Whether the folder is captured, changed in its place. */
function Wish({
  connection,
  folder,
  mayChange,
}: {
  connection: FoldersProps['connection'];
  folder: MailFolderView;
  mayChange: boolean;
}) {
  const say = useWords();
  const { id, path, wanted, isChosen } = folder;
  const change = useAct(
    (to: { folderId: string; wanted: boolean | null }) => changeFolder(connection, to),
    {
      renews: [sourceQuery(connection).queryKey],
      done: (_, to) => ({
        text: say(to.wanted ? 'connections.wish.now' : 'connections.wish.noMore', { path }),
        undo: () => changeFolder(connection, { folderId: id, wanted: isChosen ? wanted : null }),
      }),
    },
  );
  if (!mayChange) return say(wanted ? 'connections.wish.yes' : 'connections.wish.no');
  return (
    <span className="flex flex-col gap-4">
      <Checkbox
        isSelected={wanted}
        isDisabled={change.isPending}
        onChange={(to) => change.mutate({ folderId: id, wanted: to })}
      >
        {say('connections.wish.box')}
        <span className="sr-only"> {path}</span>
      </Checkbox>
      {isCalendar(folder) && folder.writable && wanted ? (
        <TakesOurs connection={connection} folder={folder} />
      ) : null}
    </span>
  );
}

const isCalendar = (folder: MailFolderView | CollectionView): folder is CollectionView =>
  'takesOurs' in folder;

const takesWords = {
  calendar: {
    box: 'connections.takes',
    now: 'connections.takes.now',
    noMore: 'connections.takes.noMore',
  },
  book: {
    box: 'connections.book.takes',
    now: 'connections.book.takes.now',
    noMore: 'connections.book.takes.noMore',
  },
} satisfies Record<string, Record<string, MessageId>>;

/** Whether what is made here goes into this calendar or address book; one of them at most. */
function TakesOurs({
  connection,
  folder: { id, path, takesOurs },
}: {
  connection: FoldersProps['connection'];
  folder: CollectionView;
}) {
  const say = useWords();
  const words = takesWords[connection.kind === 'carddav' ? 'book' : 'calendar'];
  const change = useAct(
    (to: { collectionId: string; takesOurs: boolean }) => takeOurs(connection, to),
    {
      renews: [sourceQuery(connection).queryKey],
      done: (_, to) => ({
        text: say(to.takesOurs ? words.now : words.noMore, { path }),
        undo: () => takeOurs(connection, { collectionId: id, takesOurs }),
      }),
    },
  );
  return (
    <Checkbox
      isSelected={takesOurs}
      isDisabled={change.isPending}
      onChange={(to) => change.mutate({ collectionId: id, takesOurs: to })}
    >
      {say(words.box)}
      <span className="sr-only"> {path}</span>
    </Checkbox>
  );
}

function Count({ folder, figure }: { folder: MailFolderView; figure: Figure }) {
  const say = useWords();
  const { count } = useFigures();
  const number = figure === 'leftOut' ? leftOutOf(folder) : folder[figure];
  // Of a folder nobody wants, only what lies there is known.
  if (number === null || (!folder.wanted && figure !== 'onServer' && number === 0)) {
    return <span className="text-text-3">–</span>;
  }
  if (figure === 'leftOut' && number > 0) {
    return (
      <span className="flex flex-col">
        <span>{count(number)}</span>
        {leftOutReasons.map((reason) => {
          const of = folder.leftOut[reason] ?? 0;
          return of > 0 ? (
            <span key={reason} className="text-xs text-text-2">
              {say(leftOutWords[reason], { count: of })}
            </span>
          ) : null;
        })}
      </span>
    );
  }
  const difference = differenceOf(folder);
  if (figure === 'onServer' && difference !== 0) {
    return (
      <span className="flex flex-col">
        <span className="flex items-center justify-end gap-4">
          <Icon name="warning" className="text-warn" />
          {count(number)}
        </span>
        <span className="text-xs text-warn">
          {say('connections.unaccounted', { count: Math.abs(difference) })}
        </span>
      </span>
    );
  }
  return count(number);
}

function Seen({ folder: { seenAt } }: { folder: MailFolderView }) {
  const say = useWords();
  const { ago } = useMoments();
  return seenAt ? ago(seenAt) : say('connections.seen.never');
}
