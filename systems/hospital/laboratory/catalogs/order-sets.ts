/** Tests that are often ordered together: one choice puts them into the basket, where each can still be removed. */
export interface OrderSet {
  readonly id: string;
  readonly name: string;
  readonly tests: readonly string[];
  /** rooms that see it; absent: every room */
  readonly rooms?: readonly string[];
}

const CBC = '22.0121.1369';
const GLUCOSE = '23.0075.1494';
const HBA1C = '23.0083.1523';
const UREA = '23.0166.1494';
const CREATININE = '23.0051.1494';
const AST = '23.0020.1493';
const ALT = '23.0019.1493';
const CHOLESTEROL = '23.0041.1506';
const TRIGLYCERIDE = '23.0158.1506';
const HDL = '23.0084.1506';
const LDL = '23.0112.1506';
const ELECTROLYTES = '23.0058.1487';
const CRP = '23.0228.1483';

/**
 * Sets of the demo hospital. Every hospital writes its own.
 *
 * @source none: examples of what clinics order together, no guideline
 */
export const orderSets: readonly OrderSet[] = [
  {
    id: 'hypertension-first',
    name: 'Tăng huyết áp, lần đầu',
    tests: [CBC, GLUCOSE, CREATININE, ELECTROLYTES, CHOLESTEROL, TRIGLYCERIDE, HDL, LDL],
  },
  { id: 'diabetes-follow-up', name: 'Đái tháo đường, tái khám', tests: [GLUCOSE, HBA1C, CREATININE] },
  { id: 'lipids', name: 'Mỡ máu', tests: [CHOLESTEROL, TRIGLYCERIDE, HDL, LDL] },
  { id: 'fever', name: 'Sốt', tests: [CBC, CRP] },
  { id: 'liver-kidney', name: 'Gan, thận', tests: [AST, ALT, UREA, CREATININE] },
];
