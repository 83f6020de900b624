import { LM } from '@lienmach/core';
import type { Questionnaire, QuestionnaireItem } from 'fhir/r4';

/** One element of a synoptic report: words to choose from, or a number with its unit. */
type Element = readonly [linkId: string, text: string, answers: readonly string[] | 'mm' | 'count', must?: 'must'];

const UNITS = 'http://hl7.org/fhir/StructureDefinition/questionnaire-unit';

function itemOf([linkId, text, answers, must]: Element): QuestionnaireItem {
  const required = must === undefined ? {} : { required: true };
  if (answers === 'count') return { linkId, text, type: 'integer', ...required };
  if (answers === 'mm') {
    const extension = [{ url: UNITS, valueCoding: { system: 'http://unitsofmeasure.org', code: 'mm', display: 'mm' } }];
    return { linkId, text: `${text} (mm)`, type: 'decimal', extension, ...required };
  }
  return { linkId, text, type: 'choice', answerOption: answers.map((valueString) => ({ valueString })), ...required };
}

const form = (id: string, title: string, elements: readonly Element[]): Questionnaire => ({
  resourceType: 'Questionnaire',
  id: `gpb-${id}`,
  url: `${LM}/Questionnaire/gpb-${id}`,
  version: '1.0.0',
  name: `gpb_${id}`,
  title,
  status: 'active',
  subjectType: ['Patient'],
  date: '2026-11-22',
  publisher: 'Liền Mạch',
  item: elements.map(itemOf),
});

const margins = ['Không còn u ở diện cắt', 'Còn u ở diện cắt', 'Không đánh giá được'];
const invasion = ['Không thấy', 'Có', 'Không đánh giá được'];
const nodes: readonly Element[] = [
  ['hach-lay', 'Số hạch tìm được', 'count'],
  ['hach-di-can', 'Số hạch có di căn', 'count'],
];

/**
 * Core elements of the report of a resected tumour, as data: a hospital keeps its own newer version in the record.
 *
 * @source ICCR and CAP, core elements for colorectal, invasive breast and cervical carcinoma; stages of the TNM, eighth edition (from memory)
 */
export const synopticForms: readonly Questionnaire[] = [
  form('dai-truc-trang', 'Ung thư đại trực tràng', [
    ['grade', 'Độ biệt hóa', ['Độ thấp (biệt hóa rõ, vừa)', 'Độ cao (biệt hóa kém)'], 'must'],
    ['size', 'Kích thước u lớn nhất', 'mm'],
    ['pt', 'pT', ['pTis', 'pT1', 'pT2', 'pT3', 'pT4a', 'pT4b'], 'must'],
    ['margin', 'Diện cắt', margins, 'must'],
    ['circumferential', 'Khoảng cách tới diện cắt vòng', 'mm'],
    ['lymphatic', 'Xâm nhập mạch', invasion],
    ['perineural', 'Xâm nhập quanh thần kinh', invasion],
    ...nodes,
    ['pn', 'pN', ['pN0', 'pN1a', 'pN1b', 'pN1c', 'pN2a', 'pN2b'], 'must'],
    ['mmr', 'Protein sửa chữa bắt cặp sai (MMR)', ['Còn biểu hiện', 'Mất biểu hiện', 'Chưa làm']],
  ]),
  form('vu', 'Ung thư vú xâm nhập', [
    ['size', 'Kích thước thành phần xâm nhập', 'mm', 'must'],
    ['grade', 'Độ mô học Nottingham', ['Độ 1', 'Độ 2', 'Độ 3'], 'must'],
    ['dcis', 'Thành phần tại chỗ', ['Không', 'Có']],
    ['pt', 'pT', ['pT1mi', 'pT1a', 'pT1b', 'pT1c', 'pT2', 'pT3', 'pT4'], 'must'],
    ['margin', 'Diện cắt', margins, 'must'],
    ['lymphatic', 'Xâm nhập mạch', invasion],
    ...nodes,
    ['pn', 'pN', ['pN0', 'pN0(i+)', 'pN1mi', 'pN1', 'pN2', 'pN3', 'pNx'], 'must'],
    ['er', 'Thụ thể estrogen (ER)', ['Âm tính (< 1 %)', 'Dương tính thấp (1-10 %)', 'Dương tính (> 10 %)', 'Chưa làm']],
    ['pr', 'Thụ thể progesteron (PR)', ['Âm tính', 'Dương tính', 'Chưa làm']],
    ['her2', 'HER2', ['0', '1+', '2+', '3+', 'Chưa làm']],
    ['ki67', 'Ki-67 (%)', 'count'],
  ]),
  form('co-tu-cung', 'Ung thư cổ tử cung', [
    ['grade', 'Độ biệt hóa', ['Rõ', 'Vừa', 'Kém', 'Không áp dụng']],
    ['depth', 'Độ sâu xâm nhập', 'mm', 'must'],
    ['width', 'Bề ngang', 'mm'],
    ['margin', 'Diện cắt', margins, 'must'],
    ['lymphatic', 'Xâm nhập mạch', invasion, 'must'],
    ['parametrium', 'Chu cung', ['Không có u', 'Có u', 'Không lấy']],
    ...nodes,
    ['pt', 'pT', ['pT1a1', 'pT1a2', 'pT1b1', 'pT1b2', 'pT1b3', 'pT2a', 'pT2b', 'pT3', 'pT4'], 'must'],
  ]),
];
