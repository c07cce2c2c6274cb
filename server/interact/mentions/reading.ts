/** Runs in a worker: feeds are written by strangers. */
import { Parser } from 'htmlparser2';
import { z } from 'zod';
import { decodeText } from '../mail/charset.ts';
import { htmlToText } from '../mail/html-text.ts';

/** Something that was published, in words and without anything that acts. */
export interface Post {
  /** As its source calls it. */
  id: string;
  url: string;
  author: string;
  /** Pages of whoever wrote it. */
  profiles: string[];
  /** ISO 8601; null where it bears no moment. */
  at: string | null;
  title: string;
  text: string;
}

const mostPosts = 200;
const longest = { text: 20_000, title: 500, author: 300, url: 2_000 };

export interface Answer {
  kind: FeedKind;
  body: Uint8Array;
  /** As the server names it; null where it says nothing. */
  charset: string | null;
}

/** The posts of an answer; null for what is none of the kind. */
export function readPosts({ kind, body, charset }: Answer): Post[] | null {
  const declared = kind === 'feed' ? (charset ?? declaredIn(body)) : 'utf-8';
  try {
    return readers[kind](decodeText(body, declared).text)?.slice(0, mostPosts).map(tidied) ?? null;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) return null;
    throw error;
  }
}

/** What an XML document says of itself (XML 1.0, 4.3.3). */
function declaredIn(body: Uint8Array): string | null {
  const start = Buffer.from(body.subarray(0, 200)).toString('latin1');
  return /^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([\w.:-]+)["']/.exec(start)?.[1] ?? null;
}

export type FeedKind = 'feed' | 'mastodon' | 'bluesky';

const readers: Record<FeedKind, (body: string) => Post[] | null> = {
  feed: readFeed,
  mastodon: readMastodon,
  bluesky: readBluesky,
};

const plain = (text: string, most: number) =>
  text
    .replaceAll(/[\p{Cc}\p{Cf}]/gu, (sign) => (sign === '\n' ? sign : ' '))
    .replaceAll(/[^\S\n]+/gu, ' ')
    .trim()
    .slice(0, most)
    .toWellFormed();

const pageOf = (text: string) => {
  const url = URL.parse(text.trim());
  return url && /^https?:$/.test(url.protocol) ? url.href.slice(0, longest.url) : '';
};

function tidied({ id, url, author, profiles, at, title, text }: Post): Post {
  const moment = at === null ? Number.NaN : Date.parse(at);
  return {
    id: id.slice(0, 4_000),
    url: pageOf(url),
    author: plain(author, longest.author).replaceAll('\n', ' '),
    profiles: profiles.map(pageOf).filter(Boolean).slice(0, 5),
    at: Number.isNaN(moment) ? null : Temporal.Instant.fromEpochMilliseconds(moment).toString(),
    title: plain(htmlToText(title), longest.title).replaceAll('\n', ' '),
    text: plain(htmlToText(text), longest.text),
  };
}

/**
 * RSS 2.0, RSS 1.0 and Atom (RFC 4287). The parser knows no document types: entities of a feed's own stay as they
 * are written, so that nothing in it can grow.
 */
function readFeed(body: string): Post[] | null {
  const posts: Post[] = [];
  const path: string[] = [];
  let isFeed = false;
  let post: (Post & { link: string }) | null = null;
  let depth = 0;
  let text = '';
  /** Markup that is not escaped stands inside the post’s text (RFC 4287, 3.1.1.3). */
  const isInText = () => bodies.test(path[depth] ?? '');
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        path.push(name);
        if (/^(?:rss|rdf:RDF|feed|channel)$/.test(name)) isFeed = true;
        if (!post && (name === 'item' || name === 'entry')) {
          depth = path.length;
          post = {
            id: '',
            url: '',
            author: '',
            profiles: [],
            at: null,
            title: '',
            text: '',
            link: '',
          };
        }
        if (post && path.length > depth + 1 && isInText()) {
          text += `<${bareName(name)}>`;
          return;
        }
        text = '';
        if (post && name === 'link' && path.length === depth + 1 && attributes.href)
          if (!attributes.rel || attributes.rel === 'alternate') post.url ||= attributes.href;
      },
      ontext(more) {
        if (text.length >= longest.text) return;
        text += post && path.length > depth + 1 && isInText() ? escaped(more) : more;
      },
      onclosetag(name) {
        const at = path.length - depth;
        const isMarkup = post && at > 1 && isInText();
        path.pop();
        if (isMarkup) {
          text += `</${bareName(name)}>`;
          return;
        }
        if (!post) return;
        if (at === 0) {
          post.id ||= post.url || post.link || post.title;
          post.url ||= post.link;
          if (post.id && posts.length < mostPosts) posts.push(post);
          post = null;
        } else if (at === 1) take(post, name, text);
        else if (at === 2 && path.at(-1) === 'author') {
          if (name === 'name') post.author ||= text;
          if (name === 'uri') post.profiles.push(text);
        }
        text = '';
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  parser.write(body);
  parser.end();
  return isFeed ? posts : null;
}

const bodies = /^(?:description|summary|content|content:encoded)$/;
const bareName = (name: string) => name.slice(name.indexOf(':') + 1);
const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

function take(post: Post & { link: string }, name: string, text: string): void {
  if (name === 'guid' || name === 'id') post.id ||= text.trim();
  else if (name === 'link') post.link ||= text.trim();
  else if (name === 'title') post.title ||= text;
  else if (/^(?:pubDate|published|updated|dc:date)$/.test(name)) post.at ??= text.trim();
  else if (name === 'dc:creator' || name === 'author') post.author ||= text.trim();
  else if (bodies.test(name)) post.text = post.text.length >= text.length ? post.text : text;
}

const Statuses = z.array(
  z.object({
    uri: z.string(),
    url: z.string().nullish(),
    created_at: z.string(),
    content: z.string(),
    account: z.object({
      acct: z.string(),
      url: z.string().nullish(),
      display_name: z.string().nullish(),
    }),
  }),
);

/** The public posts of a hashtag: `GET /api/v1/timelines/tag/:hashtag`. */
function readMastodon(body: string): Post[] {
  return Statuses.parse(JSON.parse(body)).map(({ uri, url, created_at, content, account }) => ({
    id: uri,
    url: url ?? '',
    author: account.display_name || `@${account.acct}`,
    profiles: [account.url ?? ''],
    at: created_at,
    title: '',
    text: content,
  }));
}

const Found = z.object({
  posts: z.array(
    z.object({
      uri: z.string(),
      author: z.object({ handle: z.string(), displayName: z.string().nullish() }),
      record: z.object({ text: z.string(), createdAt: z.string() }),
    }),
  ),
});

/** The public search: `app.bsky.feed.searchPosts`. */
function readBluesky(body: string): Post[] {
  return Found.parse(JSON.parse(body)).posts.map(({ uri, author, record }) => {
    const profile = `https://bsky.app/profile/${encodeURIComponent(author.handle)}`;
    return {
      id: uri,
      url: `${profile}/post/${encodeURIComponent(uri.slice(uri.lastIndexOf('/') + 1))}`,
      author: author.displayName || `@${author.handle}`,
      profiles: [profile],
      at: record.createdAt,
      title: '',
      // Plain text, in which an angle bracket is one.
      text: escaped(record.text),
    };
  });
}
