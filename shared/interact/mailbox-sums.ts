import type { MailFolderView } from './mailboxes.ts';

/** Every message of the folders that are captured, by what became of it. */
export interface MailboxSums {
  onServer: number;
  captured: number;
  leftOut: number;
  waiting: number;
  parked: number;
  toCome: number;
  /** What the server counts more than what is accounted for, or less; 0: every message is. */
  difference: number;
  /** The server was not asked yet about each of these folders. */
  isCounting: boolean;
}

export function leftOutOf({ leftOut }: Pick<MailFolderView, 'leftOut'>): number {
  return Object.values(leftOut).reduce((sum, count) => sum + count, 0);
}

/** What the server has more of a folder than what is accounted for. */
export function differenceOf(folder: MailFolderView): number {
  if (!folder.wanted || folder.onServer === null) return 0;
  const { captured, waiting, parked, toCome } = folder;
  return folder.onServer - (captured + leftOutOf(folder) + waiting + parked + toCome);
}

/** Folders that nobody wants count in nothing. */
export function sumsOf(folders: readonly MailFolderView[]): MailboxSums {
  const wanted = folders.filter((folder) => folder.wanted);
  const sum = (count: (folder: MailFolderView) => number) =>
    wanted.reduce((all, folder) => all + count(folder), 0);
  return {
    onServer: sum(({ onServer }) => onServer ?? 0),
    captured: sum(({ captured }) => captured),
    leftOut: sum(leftOutOf),
    waiting: sum(({ waiting }) => waiting),
    parked: sum(({ parked }) => parked),
    toCome: sum(({ toCome }) => toCome),
    // One folder too many does not make up for one too few.
    difference: sum((folder) => Math.abs(differenceOf(folder))),
    isCounting: wanted.length === 0 || wanted.some(({ onServer }) => onServer === null),
  };
}
