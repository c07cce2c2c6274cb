import { MentionState } from '../../../shared/interact/public-mentions.ts';
import { requireUnchanged, undoable } from '../../platform/events/undo.ts';
import { MentionNotFound } from './errors.ts';
import { changeMention, findMention, stateOf } from './mentions.ts';

export function registerMentionUndo(): void {
  undoable('activity', 'mention changed', async (transaction, { subjectId, before, after }) => {
    const mention = await findMention(transaction, subjectId);
    if (!mention) throw new MentionNotFound();
    requireUnchanged(stateOf(mention), MentionState.parse(after));
    const { version } = mention;
    return changeMention(transaction, subjectId, { ...MentionState.parse(before), version });
  });
}
