import { codeSystems } from '@lienmach/core';
import type { Questionnaire, QuestionnaireItem } from 'fhir/r4';
import { paperForm } from '../rules/form-rows.ts';

export type Question = readonly [
  field: string,
  text: string,
  kind: 'string' | 'text' | 'date' | 'dateTime' | 'integer' | Choices | Several,
  need?: 'required',
];
/** codes of the field with their words */
type Choices = Readonly<Record<string, string>>;
/** several of them may hold */
interface Several {
  readonly anyOf: Choices;
}

export const yesOrNo: Choices = { 0: 'Không', 1: 'Có' };

const isSeveral = (kind: Choices | Several): kind is Several => typeof kind.anyOf === 'object';

function item([linkId, text, kind, need]: Question): QuestionnaireItem {
  const shared = { linkId, text, ...(need === undefined ? {} : { required: true }) };
  if (typeof kind === 'string') return { ...shared, type: kind };
  const choices = isSeveral(kind) ? kind.anyOf : kind;
  const options = Object.entries(choices).map(([code, display]) => ({ valueCoding: { code, display } }));
  return { ...shared, type: 'choice', ...(isSeveral(kind) ? { repeats: true } : {}), answerOption: options };
}

/** A form behind a table of the claim: each question is named as the field it fills. */
export const paper = (table: string, title: string, questions: readonly Question[]): Questionnaire => ({
  resourceType: 'Questionnaire',
  id: `bhyt-${table.toLowerCase()}`,
  url: paperForm(table),
  version: '1.0.0',
  name: `bhyt_${table.toLowerCase()}`,
  title,
  status: 'active',
  subjectType: ['Patient'],
  publisher: 'Liền Mạch',
  useContext: [
    {
      code: { system: codeSystems.usageContext, code: 'workflow' },
      valueCodeableConcept: { coding: [{ system: codeSystems.formUse, code: 'insurance-paper' }] },
    },
  ],
  item: questions.map(item),
});
