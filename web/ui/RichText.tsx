import { EditorContent, type Extensions, useEditor, useEditorState } from '@tiptap/react';
import StarterKit from '@tiptap/starter-kit';
import { Bold, Italic, List, ListOrdered, TextQuote } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { buttonClass } from './Button.tsx';
import { fieldClass } from './fieldLook.ts';
import { unmarkFact } from './text/facts.ts';
import { useWords } from './words.ts';

export interface RichTextProps {
  label: string;
  /** What it begins with; afterwards the text is its own. */
  initial: string;
  onChange: (html: string) => void;
  /** The cursor stands before everything, as above what is quoted. */
  autoFocus?: boolean;
  /** Only shown, not written in. */
  isReadOnly?: boolean;
  /** What else its text may hold; made once. */
  extensions?: Extensions;
  /** Called once, with what others may do to the text. */
  onReady?: (text: TextHandle) => void;
}

/** What a page does to a text besides writing in it. */
export interface TextHandle {
  /** Where the cursor stands; the cursor then stands behind it. */
  insert: (html: string) => void;
  /** Takes the marks of a fact off, so that it is the writer's own word. */
  unmark: (fact: string) => void;
  /** Marks anew what depends on more than the text. */
  redraw: () => void;
}

const textClass =
  'min-h-[180px] px-12 py-8 text-base whitespace-pre-wrap outline-none focus-visible:shadow-none focus-visible:outline-none wrap-anywhere [&_a]:text-accent-text [&_a]:underline [&_blockquote]:border-s-2 [&_blockquote]:border-border [&_blockquote]:ps-12 [&_blockquote]:text-text-2 [&_ol]:list-decimal [&_ol]:ps-24 [&_p]:min-h-[1.5em] [&_ul]:list-disc [&_ul]:ps-24 [&_[data-doubt]]:rounded-chip [&_[data-doubt]]:px-2 [&_[data-doubt]]:underline [&_[data-doubt]]:decoration-dotted [&_[data-doubt=fading]]:bg-warn-soft [&_[data-doubt=assumption]]:bg-assume-soft [&_[data-doubt=empty]]:bg-bad-soft [&_[data-doubt=other]]:bg-bad-soft [&_[data-tone]]:underline [&_[data-tone]]:decoration-info [&_[data-tone]]:decoration-wavy';

/** Text with a shape: bold, lists, quotes, links. Loaded with what writes it, not before. */
export default function RichText({
  label,
  initial,
  onChange,
  autoFocus = false,
  isReadOnly = false,
  extensions = [],
  onReady,
}: RichTextProps) {
  const say = useWords();
  const tell = useRef(onChange);
  tell.current = onChange;
  const editor = useEditor({
    extensions: [
      StarterKit.configure({ heading: false, codeBlock: false, link: { openOnClick: false } }),
      ...extensions,
    ],
    content: initial,
    editable: !isReadOnly,
    // The page's policy admits no style that a script adds.
    injectCSS: false,
    autofocus: autoFocus ? 'start' : false,
    editorProps: {
      attributes: {
        role: 'textbox',
        'aria-multiline': 'true',
        'aria-label': label,
        class: textClass,
      },
    },
    onCreate: ({ editor: now }) =>
      onReady?.({
        insert: (html) => now.chain().focus().insertContent(html).run(),
        unmark: (fact) => unmarkFact(now, fact),
        redraw: () => now.view.dispatch(now.state.tr.setMeta('redraw', true)),
      }),
    onUpdate: ({ editor: now }) => tell.current(now.isEmpty ? '' : now.getHTML()),
  });
  const on = useEditorState({
    editor,
    selector: ({ editor: now }) => ({
      bold: now?.isActive('bold') ?? false,
      italic: now?.isActive('italic') ?? false,
      bullets: now?.isActive('bulletList') ?? false,
      numbers: now?.isActive('orderedList') ?? false,
      quote: now?.isActive('blockquote') ?? false,
    }),
  });
  useEffect(() => {
    editor?.setOptions({
      editorProps: {
        attributes: {
          role: 'textbox',
          'aria-multiline': 'true',
          'aria-label': label,
          class: textClass,
        },
      },
    });
  }, [editor, label]);
  const acts = [
    ['bold', Bold, () => editor?.chain().focus().toggleBold().run()],
    ['italic', Italic, () => editor?.chain().focus().toggleItalic().run()],
    ['bullets', List, () => editor?.chain().focus().toggleBulletList().run()],
    ['numbers', ListOrdered, () => editor?.chain().focus().toggleOrderedList().run()],
    ['quote', TextQuote, () => editor?.chain().focus().toggleBlockquote().run()],
  ] as const;
  return (
    <div className={fieldClass}>
      <div className="rounded-control border border-border-strong bg-surface focus-within:border-accent">
        {isReadOnly ? null : (
          <div
            role="toolbar"
            aria-label={say('outgoing.richText.shape')}
            className="flex gap-2 border-b border-border p-2"
          >
            {acts.map(([id, Picture, act]) => (
              <AriaButton
                key={id}
                aria-pressed={on?.[id] ?? false}
                aria-label={say(`outgoing.richText.${id}`)}
                onPress={act}
                className={`${buttonClass('quiet', 'small')} px-8! aria-pressed:bg-accent-soft`}
              >
                {/* Its pictures come with it, and not with every page. */}
                <Picture size={16} strokeWidth={1.75} aria-hidden="true" />
              </AriaButton>
            ))}
          </div>
        )}
        <EditorContent editor={editor} />
      </div>
    </div>
  );
}
