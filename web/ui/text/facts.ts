import type { Node } from '@tiptap/pm/model';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import { type Editor, Extension, Mark } from '@tiptap/react';
import { keptOfFact, type MarkedFact, readFact } from './marked.ts';

const mark = Mark.create({
  name: 'fact',
  inclusive: false,
  excludes: '',
  addAttributes: () =>
    Object.fromEntries(
      keptOfFact.map((name) => [
        name,
        {
          default: null,
          parseHTML: (element: HTMLElement) => readFact(element, name),
          renderHTML: (attributes: Record<string, string | null>) =>
            attributes[name] === null ? {} : { [`data-${name}`]: attributes[name] },
        },
      ]),
    ),
  parseHTML: () => [{ tag: 'span[data-fact]' }],
  renderHTML: ({ HTMLAttributes }) => ['span', HTMLAttributes, 0],
});

interface Place {
  from: number;
  to: number;
  text: string;
  fact: MarkedFact;
}

/** Neighbouring pieces of one fact, as when a word of it is bold, are one place. */
function placesOf(doc: Node): Place[] {
  const places: Place[] = [];
  doc.descendants((node, from) => {
    const found = node.marks.find(({ type }) => type.name === 'fact');
    if (!found || !node.isInline) return;
    const last = places.at(-1);
    const fact = found.attrs as unknown as MarkedFact;
    const text = node.text ?? '';
    const isSame = last?.to === from && JSON.stringify(last.fact) === JSON.stringify(fact);
    if (isSame) {
      last.to += node.nodeSize;
      last.text += text;
    } else places.push({ from, to: from + node.nodeSize, text, fact });
  });
  return places;
}

/** What to say of a fact that should be looked at before it goes out; null of one that may. */
export type Doubt = (fact: MarkedFact) => { state: string; words: string } | null;

/** Marks what was put into a text; the doubtful say so by colour, by name, and when pointed at. */
export function facts(doubtOf: () => Doubt) {
  const watching = Extension.create({
    name: 'factDoubts',
    addProseMirrorPlugins: () => [
      new Plugin({
        key: new PluginKey('facts'),
        appendTransaction: (changes, _, state) => {
          if (!changes.some(({ docChanged }) => docChanged)) return null;
          const type = state.schema.marks.fact!;
          const own = placesOf(state.doc).filter(({ text, fact }) => text !== fact.value);
          if (own.length === 0) return null;
          const change = state.tr;
          for (const { from, to } of own) change.removeMark(from, to, type);
          return change;
        },
        props: {
          decorations: ({ doc }) =>
            DecorationSet.create(
              doc,
              placesOf(doc).flatMap(({ from, to, fact }) => {
                const doubt = doubtOf()(fact);
                if (!doubt) return [];
                const said = {
                  'data-doubt': doubt.state,
                  role: 'note',
                  'aria-label': doubt.words,
                  title: doubt.words,
                };
                return [Decoration.inline(from, to, said)];
              }),
            ),
        },
      }),
    ],
  });
  return [mark, watching];
}

export function unmarkFact(editor: Editor, fact: string): void {
  const { state, view } = editor;
  const type = state.schema.marks.fact;
  if (!type) return;
  const change = state.tr;
  for (const place of placesOf(state.doc)) {
    if (place.fact.fact === fact) change.removeMark(place.from, place.to, type);
  }
  view.dispatch(change);
}
