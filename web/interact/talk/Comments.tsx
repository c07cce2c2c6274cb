import { useInfiniteQuery } from '@tanstack/react-query';
import { Fragment, useState } from 'react';
import type { About, CommentView } from '../../../shared/interact/comments.ts';
import { piecesOf } from '../../../shared/interact/mentions.ts';
import { When } from '../../identify/parties/When.tsx';
import { Avatar } from '../../ui/Avatar.tsx';
import { Badge } from '../../ui/Badge.tsx';
import { Button, IconButton } from '../../ui/Button.tsx';
import { Menu } from '../../ui/Menu.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { useLocale, useWords } from '../../ui/words.ts';
import { CommentBox, type Share } from './CommentBox.tsx';
import { complain, useTalk } from './changes.ts';
import { commentsQuery } from './queries.ts';

export interface CommentsProps {
  about: About;
  /** Whether the reader may say something here. */
  canWrite: boolean;
  onShare?: Share;
  /** Begins with the box. */
  autoFocus?: boolean;
}

/** What colleagues said, oldest first, and the box for one's own words below. */
export function Comments({ about, canWrite, onShare, autoFocus }: CommentsProps) {
  const say = useWords();
  const list = useInfiniteQuery(commentsQuery(about));
  const { write } = useTalk(about);
  const [answering, setAnswering] = useState<CommentView | null>(null);
  const comments = (list.data?.pages.flatMap(({ rows }) => rows) ?? []).toReversed();
  const answered = new Set(comments.map(({ answers }) => answers));
  return (
    <div className="flex flex-col gap-12">
      {list.isPending ? <Skeleton shape="text" rows={3} /> : null}
      {list.isError ? <Notice tone="bad">{list.error.message}</Notice> : null}
      {list.hasNextPage ? (
        <Button
          size="small"
          variant="quiet"
          isWorking={list.isFetchingNextPage}
          onPress={() => void list.fetchNextPage()}
        >
          {say('talk.earlier')}
        </Button>
      ) : null}
      {list.data && comments.length === 0 ? (
        <p className="text-base text-text-3">{say(canWrite ? 'talk.none' : 'talk.nothing')}</p>
      ) : null}
      {comments.length > 0 ? (
        <ol className="flex flex-col gap-12" aria-label={say('talk.title')}>
          {comments.map((comment) => (
            <li key={comment.id}>
              <Comment
                {...{ about, comment, onShare }}
                question={comments.find(({ id }) => id === comment.answers)}
                isAnswered={answered.has(comment.id)}
                onAnswer={canWrite && comment.asked ? () => setAnswering(comment) : undefined}
              />
            </li>
          ))}
        </ol>
      ) : null}
      {canWrite ? (
        answering ? (
          <CommentBox
            key={answering.id}
            {...{ about, onShare }}
            autoFocus
            label={say('talk.answerTo', { name: answering.author.name })}
            placeholder={say('talk.answerTo', { name: answering.author.name })}
            save={say('talk.answer')}
            onCancel={() => setAnswering(null)}
            onSave={async (text, sending) => {
              await write({ text, answers: answering.id }, sending);
              setAnswering(null);
            }}
          />
        ) : (
          <CommentBox
            {...{ about, onShare, autoFocus }}
            label={say('talk.write')}
            placeholder={say('talk.placeholder')}
            save={say('talk.say')}
            mayAsk
            onSave={(text, sending, asks) =>
              write(asks.length > 0 ? { text, asks } : { text }, sending)
            }
          />
        )
      ) : null}
    </div>
  );
}

interface CommentProps extends Pick<CommentsProps, 'about' | 'onShare'> {
  comment: CommentView;
  /** The one it answers. */
  question: CommentView | undefined;
  isAnswered: boolean;
  onAnswer: (() => void) | undefined;
}

function Comment({ about, comment, question, isAnswered, onAnswer, onShare }: CommentProps) {
  const say = useWords();
  const locale = useLocale();
  const { change, remove } = useTalk(about);
  const [isEditing, setEditing] = useState(false);
  const { author, asked, can } = comment;
  const acts = [
    ...(can.edit
      ? [
          {
            id: 'edit',
            label: say('identify.edit'),
            icon: 'edit' as const,
            onAction: () => setEditing(true),
          },
        ]
      : []),
    ...(can.remove
      ? [
          {
            id: 'remove',
            label: say('talk.remove'),
            icon: 'remove' as const,
            onAction: () => void remove(comment).catch(complain),
          },
        ]
      : []),
  ];
  return (
    <article className="grid grid-cols-[24px_1fr] gap-x-8" aria-label={author.name}>
      <Avatar name={author.name} />
      <div className="flex min-w-0 flex-col gap-2">
        <header className="flex min-h-24 min-w-0 items-center gap-8 text-sm">
          <bdi className="min-w-0 truncate font-medium">{author.name}</bdi>
          <span className="min-w-0 flex-1 truncate text-xs text-text-3">
            <When at={comment.writtenAt} />
            {comment.editedAt ? ` · ${say('talk.edited')}` : ''}
          </span>
          {acts.length > 0 && !isEditing ? (
            <span className="-my-4">
              <Menu
                label={say('talk.acts', { name: author.name })}
                placement="bottom end"
                trigger={
                  <IconButton
                    size="small"
                    icon="more"
                    label={say('talk.acts', { name: author.name })}
                  />
                }
                groups={[{ entries: acts }]}
              />
            </span>
          ) : null}
        </header>
        {asked ? (
          <p className="flex flex-wrap items-center gap-4 text-xs text-text-2">
            <Badge tone={isAnswered ? 'good' : 'info'} icon="help">
              {say(isAnswered ? 'talk.question.answered' : 'talk.question.open')}
            </Badge>
            {say('talk.question.to', {
              names: new Intl.ListFormat(locale).format(asked.map(({ name }) => name)),
            })}
          </p>
        ) : null}
        {question ? (
          <p className="truncate text-xs text-text-3">
            {say('talk.answers', { name: question.author.name })}
          </p>
        ) : null}
        {isEditing ? (
          <CommentBox
            {...{ about, onShare }}
            autoFocus
            label={say('talk.editing')}
            comment={comment}
            save={say('identify.save')}
            onCancel={() => setEditing(false)}
            onSave={async (text) => {
              await change(comment, text);
              setEditing(false);
            }}
          />
        ) : (
          <CommentWords comment={comment} />
        )}
        {onAnswer && !isEditing ? (
          <span className="-ms-8">
            <Button size="small" variant="quiet" icon="reply" onPress={onAnswer}>
              {say('talk.answer')}
            </Button>
          </span>
        ) : null}
      </div>
    </article>
  );
}

function CommentWords({ comment }: { comment: CommentView }) {
  const say = useWords();
  const nameOf = (id: string) =>
    comment.mentioned.find((one) => one.id === id)?.name ?? say('talk.someone');
  return (
    <p dir="auto" data-selectable="" className="text-base whitespace-pre-line wrap-anywhere">
      {piecesOf(comment.text).map((piece, at) =>
        'text' in piece ? (
          // Pieces of one text have no other identity than their place.
          <Fragment key={String(at)}>{piece.text}</Fragment>
        ) : (
          <b key={String(at)} className="font-medium text-accent-text">
            @<bdi>{nameOf(piece.userId)}</bdi>
          </b>
        ),
      )}
    </p>
  );
}
