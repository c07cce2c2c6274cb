import type { ReactElement } from 'react';
import type { IconName } from './icons.ts';
import type { Keys } from './keys/chords.ts';
import { comingLayer, Opening } from './opened.tsx';

export interface MenuEntry {
  id: string;
  label: string;
  icon?: IconName;
  keys?: Keys;
  /** A second line; for a disabled entry, the reason. */
  description?: string;
  tone?: 'bad';
  isDisabled?: boolean;
  onAction?: () => void;
}

export interface MenuGroup {
  title?: string;
  entries: MenuEntry[];
  /** Entries that are switched on; the group then works as check marks or as one choice. */
  selected?: string[];
  selectionMode?: 'single' | 'multiple';
  onSelect?: (ids: string[]) => void;
}

export interface MenuProps {
  label: string;
  /** A Button or IconButton. */
  trigger: ReactElement;
  groups: MenuGroup[];
  placement?: 'bottom start' | 'bottom end' | 'top start' | 'top end';
  isOpen?: boolean;
  onOpenChange?: (isOpen: boolean) => void;
}

const layer = comingLayer<MenuProps>('menu', () => import('./layers/MenuLayer.tsx'));

/** Acts behind a button; arrows walk, a letter jumps, Esc gives the focus back. */
export function Menu(props: MenuProps) {
  return <Opening layer={layer} given={props} />;
}
