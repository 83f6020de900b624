import type { ResultWord } from './lab-indicator.ts';

const negative: ResultWord = { code: 'NEG', text: 'Âm tính', typed: ['am tinh', 'at', 'am', '-', 'neg'], flag: 'N' };
const positive: ResultWord = { code: 'POS', text: 'Dương tính', typed: ['duong tinh', 'dt', '+', 'pos'], flag: 'A' };

/** Negative or positive. */
export const yesNo: readonly ResultWord[] = [negative, positive];

/** With a word for what has to be measured again. */
export const screened: readonly ResultWord[] = [
  negative,
  { code: 'GRAY', text: 'Nghi ngờ', typed: ['nghi ngo', 'nn', '+-', 'gray'], flag: 'A' },
  { ...positive, text: 'Có phản ứng', typed: ['co phan ung', 'cpu', ...positive.typed] },
];

/** A positive one is telephoned. */
export const alarming: readonly ResultWord[] = [negative, { ...positive, flag: 'AA' }];

/** Grades of a test strip. */
export const graded: readonly ResultWord[] = [
  negative,
  { code: 'TRACE', text: 'Vết', typed: ['vet', '+-', 'trace'], flag: 'A' },
  { code: '1+', text: '1+', typed: ['1+', '+'], flag: 'A' },
  { code: '2+', text: '2+', typed: ['2+', '++'], flag: 'A' },
  { code: '3+', text: '3+', typed: ['3+', '+++'], flag: 'A' },
  { code: '4+', text: '4+', typed: ['4+', '++++'], flag: 'A' },
];

export const bloodGroups: readonly ResultWord[] = ['A', 'B', 'AB', 'O'].map((code) => ({
  code,
  text: code,
  typed: [code.toLowerCase()],
}));

export const rhesus: readonly ResultWord[] = [
  { code: 'NEG', text: 'Rh(D) âm', typed: ['am', 'at', '-', 'neg'], flag: 'A' },
  { code: 'POS', text: 'Rh(D) dương', typed: ['duong', 'dt', '+', 'pos'] },
];
