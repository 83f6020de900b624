import { dischargeDiagnoses, icd10Of } from '@lienmach/core';
import type { VisitForPaper } from './can-certify-sick-leave.ts';

/**
 * The diagnoses a visit ends with, as papers say them: words first, then the code.
 *
 * @source TT 32/2023/TT-BYT, art. 52 (secondary)
 */
export const diagnosesText = ({ encounter, conditions }: VisitForPaper): string =>
  dischargeDiagnoses(encounter, conditions)
    .map((condition) => {
      const code = icd10Of(condition);
      const text = condition.code?.text ?? condition.code?.coding?.[0]?.display ?? '';
      return code === undefined ? text : `${text} (${code})`;
    })
    .join('; ');
