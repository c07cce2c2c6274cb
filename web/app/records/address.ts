import type { ActivityKind } from '../../../shared/interact/activities.ts';
import { isActivityKind } from '../../interact/timeline/kinds.ts';

/** What stands beside a record when asked for. */
export type RecordPane = 'history' | 'network' | 'comments';

const panes: readonly unknown[] = ['history', 'network', 'comments'];
const isPane = (pane: unknown): pane is RecordPane => panes.includes(pane);

/** What the address of a record says beside which record it is. */
export interface RecordAddress {
  /** Only entries of this kind. */
  show?: ActivityKind;
  /** The timeline from this month back, e.g. 2026-03. */
  month?: string;
  /** An entry to scroll to, e.g. the source of a fact. */
  activity?: string;
  pane?: RecordPane;
}

export function readRecordAddress({
  show,
  month,
  activity,
  pane,
}: Record<string, unknown>): RecordAddress {
  return {
    ...(isActivityKind(show) ? { show } : {}),
    ...(typeof month === 'string' && /^\d{4}-(0[1-9]|1[0-2])$/.test(month) ? { month } : {}),
    ...(typeof activity === 'string' && /^[0-9a-f-]{36}$/.test(activity) ? { activity } : {}),
    ...(isPane(pane) ? { pane } : {}),
  };
}
