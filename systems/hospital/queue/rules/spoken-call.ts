import { numberWords } from '@lienmach/core';

/** What is read out of one call. */
export interface SpokenCall {
  readonly ticket: number;
  /** as the site file names it: `Phòng khám Nội 1` */
  readonly room: string;
  /** masked; absent: names are not read out */
  readonly name?: string;
}

export type NumberStyle = 'words' | 'figures';

/** `words`: 15 mười lăm; `figures`: as it stands on the slip, 012 không một hai */
const ticketWords = (ticket: number, style: NumberStyle): string[] =>
  style === 'words'
    ? numberWords(ticket).split(' ')
    : [...String(ticket).padStart(3, '0')].map((figure) => numberWords(Number(figure)));

/** `Phòng khám Nội 1` → phòng khám nội một; a room that is only a number or a name gets the word in front */
function roomWords(room: string): string[] {
  const words = room
    .normalize('NFC')
    .toLocaleLowerCase('vi')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .flatMap((word) => (/^\d{1,4}$/.test(word) ? numberWords(Number(word)).split(' ') : [word]));
  return words[0] === 'phòng' || words[0] === 'quầy' || words[0] === 'khoa' ? words : ['phòng', ...words];
}

/**
 * The sentence of a call, for a voice that reads any text and for the line under the board.
 *
 * @source none: the words are our own choice; never more than number, masked name and room (Luật bảo vệ dữ liệu cá nhân
 * 91/2025/QH15, secondary)
 */
export function callSentence({ ticket, room, name }: SpokenCall, style: NumberStyle): string {
  const person = name === undefined || name === '' ? '' : `, ${name}`;
  return `Mời số ${ticketWords(ticket, style).join(' ')}${person}, vào ${roomWords(room).join(' ')}`;
}

/**
 * The same call as pieces of recorded speech. Words that were never recorded are left out; if no word of the room is
 * known, only the number is called. A name is never pieced together.
 *
 * @param known  words there is sound for
 * @returns groups of words; a pause stands between two groups. Empty: the number itself cannot be said
 * @source none: our own choice
 */
export function callPieces({ ticket, room }: SpokenCall, style: NumberStyle, known: ReadonlySet<string>): string[][] {
  const number = ticketWords(ticket, style);
  if (!number.every((word) => known.has(word))) return [];
  const place = roomWords(room).filter((word) => known.has(word));
  const hasPlace = place.some((word) => word !== 'phòng' && word !== 'khám');
  return [['mời', 'số'], number, ...(hasPlace ? [['vào', ...place]] : [])];
}

/**
 * Is this hour one in which nothing is read out? The span may pass midnight; equal ends mean never.
 *
 * @param now  `HH:mm`, as are both ends; the first belongs to the span, the last does not
 * @source none: hours are set by the site
 */
export function isQuiet(now: string, from: string, to: string): boolean {
  if (from === to) return false;
  return from < to ? now >= from && now < to : now >= from || now < to;
}
