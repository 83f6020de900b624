import { LM } from '@lienmach/core';
import type {
  QuestionnaireResponse,
  QuestionnaireResponseItem,
  QuestionnaireResponseItemAnswer,
  Reference,
} from 'fhir/r4';
import { findClaimTable } from '../catalogs/claim-tables.ts';
import { dayDigits, minuteOf, type RowValues } from './claim-values.ts';
import type { ClaimedVisit } from './claimed-visit.ts';
import { issuedAnswers } from './issued-answers.ts';
import { licencesOf, nameOfPerson, type VisitRecord } from './visit-record.ts';

/** Tables that are written from forms somebody filled in for the visit. Those of one row take the last form. */
const papers: Readonly<Record<string, { readonly isList: boolean }>> = {
  XML6: { isList: true },
  XML9: { isList: true },
  XML10: { isList: false },
  XML11: { isList: false },
  XML13: { isList: false },
  XML14: { isList: false },
  XML15: { isList: true },
};

/** Tables that forms fill. @source none: our own names */
export const paperTables: readonly string[] = Object.keys(papers);

/** The form behind a table. @source none: our own names */
export const paperForm = (table: string): string => `${LM}/Questionnaire/bhyt-${table.toLowerCase()}`;

function answerText(answer: QuestionnaireResponseItemAnswer): string {
  const { valueString, valueCoding, valueDate, valueDateTime, valueInteger, valueDecimal, valueBoolean } = answer;
  if (valueBoolean !== undefined) return valueBoolean ? '1' : '0';
  if (valueDateTime !== undefined) return minuteOf(valueDateTime) ?? '';
  return valueString ?? valueCoding?.code ?? dayDigits(valueDate) ?? String(valueInteger ?? valueDecimal ?? '');
}

const allItems = (items: readonly QuestionnaireResponseItem[] | undefined): QuestionnaireResponseItem[] =>
  (items ?? []).flatMap((item) => [item, ...allItems(item.item)]);

/** Answers by the field they are for; several are joined by `;`. */
const answersOf = (response: QuestionnaireResponse): RowValues =>
  Object.fromEntries(
    allItems(response.item).map(({ linkId, answer = [] }) => [linkId, answer.map(answerText).join(';')]),
  );

/** A paper that was filled in or issued: what it says, field by field, and who signed it when. */
interface FilledPaper {
  readonly at: string;
  readonly author: Reference | undefined;
  readonly answers: RowValues;
}

const fromForm = (form: QuestionnaireResponse): FilledPaper => ({
  at: form.authored ?? '',
  author: form.author,
  answers: answersOf(form),
});

function papersOf(record: VisitRecord, table: string): FilledPaper[] {
  const url = paperForm(table);
  const filled = record.forms.filter(({ questionnaire }) => questionnaire?.split('|')[0] === url).map(fromForm);
  const issued = record.issued.flatMap((paper) => {
    const answers = issuedAnswers(paper, table, record.encounter);
    return answers === undefined ? [] : [{ at: paper.date, author: paper.author[0], answers }];
  });
  const found = [...filled, ...issued].toSorted((a, b) => a.at.localeCompare(b.at));
  return papers[table]?.isList === true ? found : found.slice(-1);
}

/** What the papers of a table say, field by field. @source none: reads the record */
export const paperAnswers = (record: VisitRecord, table: string): RowValues[] =>
  papersOf(record, table).map(({ answers }) => answers);

/** What the papers repeat of XML1 under the same name. */
const repeated =
  'MA_BN HO_TEN SO_CCCD NGAY_SINH GIOI_TINH MA_QUOCTICH MA_DANTOC MA_NGHE_NGHIEP DIA_CHI MATINH_CU_TRU MAXA_CU_TRU MA_THE_BHYT GT_THE_DEN NGAY_VAO NGAY_VAO_NOI_TRU NGAY_RA CHAN_DOAN_RV MA_BENH_CHINH MA_BENH_KT MA_BENH_YHCT MA_LOAI_RV MA_DOITUONG_KCB MA_CSKCB MA_TTDV'.split(
    ' ',
  );

/** What a birth certificate says of the mother, who is the patient. */
const motherValues = (summary: RowValues): RowValues => ({
  MA_THE_NND: summary.MA_THE_BHYT?.split(';')[0],
  MA_BHXH_NND: /\d{10}$/.exec(summary.MA_THE_BHYT?.split(';')[0] ?? '')?.[0],
  HO_TEN_NND: summary.HO_TEN,
  NGAYSINH_NND: summary.NGAY_SINH?.slice(0, 8),
  MA_DANTOC_NND: summary.MA_DANTOC,
  SO_CCCD_NND: summary.SO_CCCD,
  NOI_CU_TRU_NND: summary.DIA_CHI,
});

/**
 * What a paper repeats of XML1, under its own names where they differ.
 *
 * @source QĐ 3176/QĐ-BYT (29/10/2024), bảng 6, 9 to 11, 13 to 15 (secondary)
 */
export const repeatedValues = (table: string, summary: RowValues): RowValues => ({
  ...Object.fromEntries(repeated.map((name) => [name, summary[name]])),
  ...(table === 'XML9' ? motherValues(summary) : {}),
  ...(table === 'XML13' ? { MA_CSKCB_DI: summary.MA_NOI_DI } : {}),
});

/** Whoever filled in the form has signed it. */
function authorValues(record: VisitRecord, { author, at }: FilledPaper): RowValues {
  const licences = licencesOf(record, author === undefined ? [] : [author]);
  return {
    MA_BAC_SI: licences,
    MA_BS: licences,
    TEN_BS: nameOfPerson(record, author),
    NGAY_CT: at === '' ? undefined : minuteOf(at)?.slice(0, 8),
  };
}

const given = (values: RowValues): RowValues =>
  Object.fromEntries(Object.entries(values).filter(([, text]) => text !== undefined && text !== ''));

/**
 * XML6, XML9 to XML11 and XML13 to XML15: what was filled in, and around it what XML1 says of the patient and the visit.
 *
 * @source QĐ 3176/QĐ-BYT (29/10/2024), bảng 6, 9 to 11, 13 to 15 (secondary); the forms are our own
 */
export function formRows({ record, claimId }: ClaimedVisit, summary: RowValues): (readonly [string, RowValues[]])[] {
  return paperTables.map((table) => {
    const fields = new Set(findClaimTable(table)?.fields.map(({ name }) => name));
    const rows = papersOf(record, table).map((paper, at) => ({
      ...repeatedValues(table, summary),
      ...authorValues(record, paper),
      ...given(paper.answers),
      MA_LK: claimId,
      ...(fields.has('STT') ? { STT: String(at + 1) } : {}),
    }));
    return [table, rows];
  });
}
