import { useEffect, useSyncExternalStore } from 'react';
import { api } from './api.ts';

/** How often a page that stays open says so again. */
export const beatEvery = 45_000;
/** Whoever was not heard of for this long is gone, whatever became of their browser. */
export const goneAfter = 100_000;

/** Who was last heard of when, by record and user. It stands in this page's memory and nowhere else. */
export class Presences {
  readonly #heard = new Map<string, Map<string, number>>();
  readonly #listeners = new Set<() => void>();
  #shown = new Map<string, readonly string[]>();

  /** Answers whether this is news. */
  hear(record: string, user: string, isHere: boolean, now = performance.now()): boolean {
    const users = this.#heard.get(record) ?? new Map<string, number>();
    const isNews = users.has(user) !== isHere;
    if (isHere) users.set(user, now);
    else users.delete(user);
    this.#heard.set(record, users);
    if (isNews) this.#tell();
    return isNews;
  }

  /** Forgets whoever was not heard of for long. */
  sweep(now = performance.now()): void {
    let isNews = false;
    for (const users of this.#heard.values()) {
      for (const [user, at] of users) {
        if (now - at > goneAfter) isNews = users.delete(user) || isNews;
      }
    }
    if (isNews) this.#tell();
  }

  /** The same array until something changes. */
  at(record: string): readonly string[] {
    const known = this.#shown.get(record);
    if (known) return known;
    const users = [...(this.#heard.get(record)?.keys() ?? [])];
    this.#shown.set(record, users);
    return users;
  }

  listen = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  #tell(): void {
    this.#shown = new Map();
    for (const listener of this.#listeners) listener();
  }
}

export const presences = new Presences();
/** The record this page shows, and how to say that it does. */
let shown: { id: string; say: () => void } | undefined;

/** Hears of somebody over the live stream. A newcomer on the record shown here learns who is there already. */
export function hearPresence(record: string, user: string, isHere: boolean, me?: string): void {
  if (user !== me) {
    const isNews = presences.hear(record, user, isHere);
    if (!isNews || !isHere) return;
  } else if (isHere) return;
  // Another window of one's own that leaves takes one away from a record this one still shows.
  if (shown?.id === record) shown.say();
}

/** What is open: a record, or a conversation of a mailbox that several share. */
export type Place = { partyId: string } | { conversationId: string };

/** By this somebody who answers a conversation is known from whoever reads it. */
export const writingOn = (conversationId: string) => `writing ${conversationId}`;

/** Says that one is here while the page of it is in sight; answers who else is. */
export function usePresence(place: Place): readonly string[] {
  const [[kind, id]] = Object.entries(place) as [[string, string]];
  useEffect(() => {
    const tell = (here: boolean) =>
      // Nobody is bothered when nobody can be told.
      void api.send('/presence', { [kind]: id, here }).catch(() => undefined);
    const say = () => {
      if (document.visibilityState === 'visible') tell(true);
    };
    const leave = () => tell(false);
    shown = { id, say };
    say();
    const timer = setInterval(() => {
      say();
      presences.sweep();
    }, beatEvery);
    const turn = () => tell(document.visibilityState === 'visible');
    document.addEventListener('visibilitychange', turn);
    window.addEventListener('pagehide', leave);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', turn);
      window.removeEventListener('pagehide', leave);
      if (shown?.id === id) shown = undefined;
      leave();
    };
  }, [kind, id]);
  return useSyncExternalStore(presences.listen, () => presences.at(id));
}
