import './ui/tokens.css';
import { currentLook } from './app/look.ts';
import { start } from './app/start.tsx';
import { preferredLanguage, speak } from './locales/language.ts';

// Nothing of the app touches Temporal before it is drawn, so browsers without it fetch the polyfill
// alongside their words, and all others fetch nothing.
await Promise.all([
  'Temporal' in globalThis ? undefined : import('temporal-polyfill/global'),
  speak(preferredLanguage(navigator.languages, currentLook().language)),
]);
start(document.getElementById('root') as HTMLElement);
