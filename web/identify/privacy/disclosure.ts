import { inShownWorkspace } from '../../app/workspace.ts';
import { download } from '../exporting/download.ts';

/** Everything that is held about somebody, saved as one archive in the reader's language. */
export function downloadDisclosure(id: string): void {
  const language = document.documentElement.lang === 'de' ? 'de' : 'en';
  download(inShownWorkspace(`/api/v1/people/${id}/disclosure?language=${language}`));
}
