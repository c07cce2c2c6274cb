import type { Node } from '@tiptap/pm/model';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import { Extension } from '@tiptap/react';

/** A stretch of a text that is underlined, with what is said when it is pointed at. */
export interface Underlined {
  from: number;
  to: number;
  words: string;
}

/** Underlines quietly what a reading of each paragraph finds; what is quoted or signed is not read. */
export function underlines(read: (text: string) => Underlined[]) {
  const key = new PluginKey<DecorationSet>('underlines');
  const drawn = (doc: Node) =>
    DecorationSet.create(
      doc,
      ownParagraphs(doc).flatMap(({ at, text }) =>
        read(text).map(({ from, to, words }) =>
          Decoration.inline(at + from, at + to, { 'data-tone': '', title: words }),
        ),
      ),
    );
  return Extension.create({
    name: 'underlines',
    addProseMirrorPlugins: () => [
      new Plugin({
        key,
        state: {
          init: (_, { doc }) => drawn(doc),
          apply: (change, before) =>
            change.docChanged || change.getMeta('redraw') ? drawn(change.doc) : before,
        },
        props: { decorations: (state) => key.getState(state) },
      }),
    ],
  });
}

/** A place of a text counts one for each letter, as in the document: what is no letter there is a space. */
function ownParagraphs(doc: Node): { at: number; text: string }[] {
  const found: { at: number; text: string }[] = [];
  let isSigned = false;
  doc.descendants((node, position) => {
    if (node.type.name === 'blockquote' || isSigned) return false;
    if (!node.isTextblock) return true;
    const text = node.textBetween(0, node.content.size, '\n', ' ');
    if (text.trim() === '--') isSigned = true;
    else found.push({ at: position + 1, text });
    return false;
  });
  return found;
}
