import type { ReactNode, Ref } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { classes } from './classes.ts';
import { Icon } from './Icon.tsx';
import type { IconName } from './icons.ts';
import { Kbd } from './Kbd.tsx';
import { ariaKeys, type Keys, onMac } from './keys/chords.ts';
import { Tooltip } from './Tooltip.tsx';
import { useWords } from './words.ts';

export type ButtonVariant = 'primary' | 'secondary' | 'quiet' | 'danger';

const looks: Record<ButtonVariant, string> = {
  primary:
    'border-transparent bg-accent text-on-accent font-medium hover:bg-accent-hover disabled:bg-sunken disabled:text-text-3 disabled:border-border',
  secondary:
    'border-border-strong bg-surface text-text hover:bg-sunken disabled:text-text-3 disabled:border-border',
  quiet:
    'border-transparent bg-transparent text-text-2 hover:bg-sunken hover:text-text disabled:text-text-3',
  danger:
    'border-bad bg-surface text-bad font-medium hover:bg-bad-soft disabled:text-text-3 disabled:border-border',
};

const shape =
  'appear inline-flex max-w-full shrink-0 cursor-default items-center justify-center gap-8 rounded-control border text-base no-underline select-none disabled:cursor-not-allowed aria-disabled:cursor-not-allowed';

/** The look of a button for the router's own `Link`. */
export function buttonClass(
  variant: ButtonVariant = 'secondary',
  size: 'normal' | 'small' = 'normal',
): string {
  return classes(
    shape,
    size === 'small' ? 'min-h-target px-8 text-sm' : 'min-h-control px-12',
    looks[variant],
  );
}

interface Common {
  onPress?: () => void;
  isDisabled?: boolean;
  /** Shown and announced as busy; presses are ignored meanwhile. */
  isWorking?: boolean;
  /** The shortcut that does the same; drawn beside the words. */
  keys?: Keys;
  type?: 'button' | 'submit' | 'reset';
  autoFocus?: boolean;
  ref?: Ref<HTMLButtonElement>;
  className?: string;
  'aria-expanded'?: boolean;
  'aria-pressed'?: boolean;
  'aria-describedby'?: string;
  slot?: string | null;
}

export interface ButtonProps extends Common {
  children: ReactNode;
  variant?: ButtonVariant;
  size?: 'normal' | 'small';
  icon?: IconName;
  iconAfter?: IconName;
}

export function Button({
  children,
  variant = 'secondary',
  size = 'normal',
  icon,
  iconAfter,
  keys,
  isWorking = false,
  className,
  ...rest
}: ButtonProps) {
  return (
    <AriaButton
      {...rest}
      isPending={isWorking}
      className={classes(buttonClass(variant, size), className)}
      aria-keyshortcuts={keys ? ariaKeys(keys, onMac) : undefined}
    >
      {isWorking ? <Icon name="refresh" className="spin" /> : icon ? <Icon name={icon} /> : null}
      <span className="truncate">{children}</span>
      {iconAfter ? <Icon name={iconAfter} /> : null}
      {keys ? (
        <span className="contents pointer-coarse:hidden">
          <Kbd keys={keys} onAccent={variant === 'primary'} />
        </span>
      ) : null}
      {isWorking ? <Working /> : null}
    </AriaButton>
  );
}

function Working() {
  const say = useWords();
  return <span className="sr-only">{say('ui.working')}</span>;
}

export interface IconButtonProps extends Common {
  icon: IconName;
  /** The accessible name, which the tooltip shows too. */
  label: string;
  variant?: ButtonVariant;
  size?: 'normal' | 'small';
  tooltipPlacement?: 'top' | 'bottom' | 'start' | 'end';
}

export function IconButton({
  icon,
  label,
  variant = 'quiet',
  size = 'normal',
  keys,
  isWorking = false,
  tooltipPlacement,
  className,
  ...rest
}: IconButtonProps) {
  const side = size === 'small' ? 'size-target' : 'size-control';
  return (
    <Tooltip text={label} keys={keys} placement={tooltipPlacement}>
      <AriaButton
        {...rest}
        isPending={isWorking}
        aria-label={label}
        className={classes(shape, looks[variant], side, className)}
        aria-keyshortcuts={keys ? ariaKeys(keys, onMac) : undefined}
      >
        <Icon
          name={isWorking ? 'refresh' : icon}
          size={size === 'small' ? 16 : 20}
          className={isWorking ? 'spin' : ''}
        />
      </AriaButton>
    </Tooltip>
  );
}
