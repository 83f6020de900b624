import { errors } from './errors.ts';

/** What a file of the archive is about: decides how long it must be kept. */
export type RecordClass =
  | 'visit'
  | 'psychiatric'
  | 'workAccident'
  | 'trafficAccident'
  | 'death'
  | 'cosmeticSurgery'
  | 'transplant'
  | 'register'
  | 'healthCertificate'
  | 'medicalIncident'
  /** what an analyzer wrote, as it came: its results are in the file of the visit */
  | 'analyzerMessage';

type Years = number | 'for ever';

interface RetentionRule {
  /** first day it holds, yyyy-MM-dd */
  readonly from: string;
  readonly years: Readonly<Record<RecordClass, Years>>;
}

/**
 * Years of keeping, by class. A transplant is 20 years in this circular and 30 in the law on transplants: the longer one counts.
 *
 * @source Thông tư 33/2025/TT-BYT, thời hạn bảo quản hồ sơ, tài liệu (secondary)
 * @source Luật 75/2006/QH11, hồ sơ ghép 30 năm (secondary)
 * @source none: analyzerMessage, our own choice; the results themselves are kept with the visit
 */
const rules: readonly RetentionRule[] = [
  {
    from: '2025-07-01',
    years: {
      visit: 10,
      psychiatric: 20,
      workAccident: 20,
      trafficAccident: 20,
      death: 30,
      cosmeticSurgery: 20,
      transplant: 30,
      register: 5,
      healthCertificate: 2,
      medicalIncident: 'for ever',
      analyzerMessage: 2,
    },
  },
];

/**
 * The first year whose files must still be there on a day; what ended in an earlier year may go. Keeping is counted from the
 * end of the year in which the work ended. A file of several classes is kept as the longest of them.
 *
 * @param classes  at least one
 * @param today  yyyy-MM-dd; before the first rule it is refused
 * @returns undefined: nothing of this may ever go
 * @source Thông tư 33/2025/TT-BYT, thời hạn tính từ năm công việc kết thúc (secondary); hết ngày 31/12 (unsure)
 */
export function keptFromYear(classes: readonly [RecordClass, ...RecordClass[]], today: string): number | undefined {
  const rule = rules.findLast(({ from }) => from <= today);
  if (!rule) throw errors.noRetentionRule({ detail: today });
  const years = classes.map((one) => rule.years[one]);
  if (years.includes('for ever')) return undefined;
  return Number(today.slice(0, 4)) - Math.max(...years.map(Number));
}
