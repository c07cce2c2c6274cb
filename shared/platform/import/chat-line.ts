/** The numbers that stand before each message of an exported chat, in the order in which they are written. */
export interface LineHead {
  /** `[…]` on Apple's telephones, `… - ` on the others; one export has one of them throughout. */
  style: 'bracket' | 'dash';
  date: [number, number, number];
  /** The first of the three has four digits, so that it is the year. */
  isYearFirst: boolean;
  /** By which the three are parted; nobody writes the month first before a dot. */
  mark: string;
  hour: number;
  minute: number;
  second: number;
  rest: string;
}

/** Marks of direction that programs put around names and before words of their own. */
export const directionMarks = /[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;

const day = String.raw`(\d{1,4})(\. ?|[/-])(\d{1,2})(?:\. ?|[/-])(\d{1,4})\.?`;
const between = String.raw`[,،]?\s(?:à |um |klo |kl\. ?|ore |a las |às )?`;
const time = String.raw`(\d{1,2})[:.h](\d{2})(?:[:.](\d{2}))?(?:\s?([ap])\.?\s?m\.?)?(?:\sUhr)?`;
const bracketed = new RegExp(String.raw`^\[${day}${between}${time}\] ?(.*)$`, 'iu');
const dashed = new RegExp(String.raw`^${day}${between}${time}\s[-–] ?(.*)$`, 'iu');
/** Longer than anything that stands before a message. */
const headLength = 60;

/** Reads what stands before a message; null for a further line of the message before. */
export function lineHead(line: string): LineHead | null {
  const start = line.search(/[^\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/);
  if (start < 0 || !/[[\p{Nd}]/u.test(line[start]!)) return null;
  const plain = withPlainDigits(line.slice(start));
  const style = plain.startsWith('[') ? 'bracket' : 'dash';
  const found = (style === 'bracket' ? bracketed : dashed).exec(plain);
  if (!found) return null;
  const [, first = '', mark = '', second, third, hours, minutes, seconds = '0', half, rest = ''] =
    found;
  const hour = Number(hours);
  return {
    style,
    date: [Number(first), Number(second), Number(third)],
    isYearFirst: first.length === 4,
    mark: mark.trim(),
    hour: half && hour <= 12 ? (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0) : hour,
    minute: Number(minutes),
    second: Number(seconds),
    rest,
  };
}

/** The digits of Arabic and Persian are those of a date as well; what was said keeps its own. */
function withPlainDigits(line: string): string {
  const head = line.slice(0, headLength);
  if (!/[\u0660-\u0669\u06f0-\u06f9]/.test(head)) return line;
  return (
    head.replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 15)) +
    line.slice(headLength)
  );
}
