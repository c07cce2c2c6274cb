import type { ReactElement, ReactNode } from 'react';
import { comingLayer, Opening } from './opened.tsx';

export interface PopoverProps {
  label: string;
  /** A Button or IconButton. */
  trigger: ReactElement;
  children: ReactNode | ((layer: { close: () => void }) => ReactNode);
  placement?: 'bottom' | 'bottom start' | 'bottom end' | 'top start' | 'top end';
  isOpen?: boolean;
  onOpenChange?: (isOpen: boolean) => void;
  className?: string;
}

const layer = comingLayer<PopoverProps>('dialog', () => import('./layers/PopoverLayer.tsx'));

/** A small layer beside its button. Esc and a click elsewhere close it; focus goes back to the button. */
export function Popover(props: PopoverProps) {
  return <Opening layer={layer} given={props} />;
}
