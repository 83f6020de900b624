import type { FieldProps } from '@lienmach/ui';
import type { Answer, FormItem } from '../form.ts';

/** What the field of one question gets. */
export interface QuestionProps {
  readonly item: FormItem;
  /** label, error, star and name as the house's fields take them */
  readonly field: FieldProps;
  readonly answers: readonly Answer[];
  readonly onAnswer: (answers: readonly Answer[]) => void;
}

/** one answer, or none */
export const only = (answer: Answer | undefined): readonly Answer[] => (answer === undefined ? [] : [answer]);
