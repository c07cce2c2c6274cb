import { useQuery } from '@tanstack/react-query';
import { inOwnLanguage } from '../app/refusals.ts';
import { useLocale } from '../ui/words.ts';

/** A sentence of the server, in the language of the page. */
export function Said({ sentence }: { sentence: string }) {
  const locale = useLocale();
  const { data } = useQuery({
    queryKey: ['said', locale, sentence],
    queryFn: () => inOwnLanguage(sentence),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return data ?? sentence;
}
