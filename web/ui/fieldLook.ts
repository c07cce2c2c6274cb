export const fieldClass = 'flex min-w-0 flex-col gap-4';
export const boxClass =
  'min-h-control w-full min-w-0 rounded-control border border-border-strong bg-surface text-input text-text disabled:cursor-not-allowed disabled:border-border disabled:bg-sunken disabled:text-text-3 aria-invalid:border-bad data-invalid:border-bad';
