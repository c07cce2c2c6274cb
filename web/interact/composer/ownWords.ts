/** What somebody writes in a mail themselves: neither what they answer nor what stands under their name. */
export function ownWords(html: string): string {
  const page = new DOMParser().parseFromString(html, 'text/html');
  for (const quote of page.querySelectorAll('blockquote')) quote.remove();
  const paragraphs: string[] = [];
  for (const paragraph of page.querySelectorAll('p, li')) {
    if (paragraph.tagName === 'LI' && paragraph.querySelector('p')) continue;
    const text = paragraph.textContent ?? '';
    if (text.trim() === '--') break;
    paragraphs.push(text);
  }
  return paragraphs.join('\n\n');
}
