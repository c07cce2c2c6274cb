import { i18n } from '@lingui/core';

/**
 * What the server says, in the language of the page: its answers are English for every program that asks.
 * The German sentences are fetched with the first of them.
 */
export async function inOwnLanguage(sentence: string): Promise<string> {
  if (i18n.locale !== 'de') return sentence;
  // A server that is away has to be told of even where the German cannot be fetched.
  const german = await import('../locales/refusals/german.ts').catch(() => undefined);
  return german?.inGerman(sentence) ?? sentence;
}

/** The same for what is said beside each field. */
export async function fieldsInOwnLanguage(
  fields: Record<string, string>,
): Promise<Record<string, string>> {
  const said = Object.entries(fields).map(
    async ([name, sentence]) => [name, await inOwnLanguage(sentence)] as const,
  );
  return Object.fromEntries(await Promise.all(said));
}
