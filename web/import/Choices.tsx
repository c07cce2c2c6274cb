import { type ReactNode, useId } from 'react';

export interface ChoiceWithWords<Id extends string> {
  id: Id;
  label: string;
  description?: string;
  /** Asked only when this one is chosen. */
  follow?: ReactNode;
}

/** A question with a few answers below each other, each with a sentence on what it means. */
export function Choices<Id extends string>({
  question,
  description,
  options,
  value,
  onChange,
}: {
  question: string;
  description?: string;
  options: readonly ChoiceWithWords<Id>[];
  value: Id;
  onChange: (id: Id) => void;
}) {
  const name = useId();
  return (
    <fieldset className="flex min-w-0 flex-col gap-4">
      <legend className="float-start w-full pb-4 font-semibold">{question}</legend>
      {description ? <p className="pb-4 text-sm text-text-2">{description}</p> : null}
      {options.map(({ id, label, description: words, follow }) => (
        <div key={id} className="flex flex-col gap-8">
          <label className="flex min-h-target items-start gap-8 py-4">
            <input
              type="radio"
              name={name}
              className="mt-2 size-16 shrink-0 accent-(--accent)"
              checked={value === id}
              onChange={() => onChange(id)}
            />
            <span className="flex min-w-0 flex-col">
              {label}
              {words ? <span className="text-sm text-text-2">{words}</span> : null}
            </span>
          </label>
          {follow && value === id ? <div className="max-w-[400px] ps-24 pb-8">{follow}</div> : null}
        </div>
      ))}
    </fieldset>
  );
}
