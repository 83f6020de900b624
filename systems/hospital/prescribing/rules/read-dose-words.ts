import type { DayTime } from './dose-grid.ts';

/** What a line of typing says beside the drug's name. */
export interface DoseWords {
  /** what is left to search the drug by */
  readonly drug: string;
  readonly boxes: Readonly<Partial<Record<DayTime, string>>>;
  readonly days?: number;
  /** understood dose and times, to show back */
  readonly perDose?: string;
  readonly times?: number;
}

const AMOUNT = '(\\d{1,3}(?:[.,]\\d{1,2})?|[1-9]\\/[248])';
const perDoseAndTimes = new RegExp(
  `(?:^|\\s)${AMOUNT}\\s*(?:v|viên|vien|g|gói|goi|ống|ong|lần|lan)?\\s*x\\s*([1-4])\\s*(?:l|lần|lan)(?:\\s*\\/?\\s*(?:n|ngày|ngay))?(?=\\s|$)`,
  'iu',
);
const daysWord = /(?:^|\s)(?:x\s*)?(\d{1,3})\s*(?:ngày|ngay|ng|n)(?=\s|$)/iu;
const box = new RegExp(`(?:^|\\s)(s|sáng|sang|tr|trưa|trua|c|chiều|chieu|t|tối|toi)\\s*${AMOUNT}(?=\\s|$)`, 'giu');

const timesOf: Readonly<Record<number, readonly DayTime[]>> = {
  1: ['morning'],
  2: ['morning', 'evening'],
  3: ['morning', 'noon', 'evening'],
  4: ['morning', 'noon', 'afternoon', 'evening'],
};

function timeOf(word: string): DayTime {
  const letter = word.toLocaleLowerCase('vi');
  if (letter.startsWith('s')) return 'morning';
  if (letter.startsWith('tr')) return 'noon';
  return letter.startsWith('c') ? 'afternoon' : 'evening';
}

/**
 * `para 2v x 3l/n x 5 ngày`: two tablets, three times a day, five days; `amlo s1 t1/2 28 ngày`: one in the morning, a half
 * in the evening. What is not understood stays part of the drug's name; nothing is guessed.
 *
 * @returns boxes as typed (`2`, `1/2`, `0,5`); absent days: not said
 * @source none: short writing of doctors, our own choice
 */
export function readDoseWords(text: string): DoseWords {
  let rest = ` ${text.trim()} `;
  const boxes: Partial<Record<DayTime, string>> = {};
  const both = perDoseAndTimes.exec(rest);
  const [, perDose, count] = both ?? [];
  if (both !== null && perDose !== undefined) {
    for (const time of timesOf[Number(count)] ?? []) boxes[time] = perDose;
    rest = rest.replace(both[0], ' ');
  }
  const days = daysWord.exec(rest);
  if (days !== null) rest = rest.replace(days[0], ' ');
  if (both === null) {
    rest = rest.replace(box, (_, word: string, amount: string) => {
      boxes[timeOf(word)] = amount;
      return ' ';
    });
  }
  return {
    drug: rest
      .replace(/\s+x(?=\s|$)/giu, ' ')
      .replace(/\s+/g, ' ')
      .trim(),
    boxes,
    ...(days === null ? {} : { days: Number(days[1]) }),
    ...(perDose === undefined ? {} : { perDose, times: Number(count) }),
  };
}
