/** A share as a small bar; what it says stands in words beside it. */
export function Bar({ value, tone }: { value: number; tone: 'accent' | 'info' }) {
  return (
    <span
      aria-hidden
      className="inline-block h-8 w-32 overflow-hidden rounded-full bg-sunken outline-1 outline-border"
    >
      <span
        className={`block h-full rounded-full ${tone === 'accent' ? 'bg-accent' : 'bg-info'}`}
        style={{ width: `${String(Math.round(value * 100))}%` }}
      />
    </span>
  );
}
