import { codeSystems, fromVnMinute, identifierSystems } from '@lienmach/core';
import type { QuestionnaireResponse, QuestionnaireResponseItemAnswer, Reference } from 'fhir/r4';
import type { ClaimField } from '../catalogs/claim-table.ts';
import { findClaimTable } from '../catalogs/claim-tables.ts';
import { type ClaimFile, type ClaimRow, rowsOf, textOf } from './claim-file.ts';
import { isDay, isMoment } from './claim-moments.ts';
import { dayOfDigits } from './claim-values.ts';
import { paperForm, paperTables, repeatedValues } from './form-rows.ts';
import { type ImportWorld, peopleByLicence, personByLicence } from './import-world.ts';
import type { ImportedVisitParts } from './imported-lines.ts';

/** XML5: one note for every row. @source QĐ 3176/QĐ-BYT (29/10/2024), bảng 5 (secondary) */
export const addCourse = (claim: ClaimFile, { world, resources, encounter }: ImportedVisitParts): Reference[] =>
  rowsOf(claim, 'XML5').map((row) => {
    const [assessor] = peopleByLicence(world, textOf(row, 'NGUOI_THUC_HIEN'));
    const moment = textOf(row, 'THOI_DIEM_DBLS');
    return resources.add({
      resourceType: 'ClinicalImpression',
      status: 'completed',
      subject: world.subject,
      encounter,
      ...(moment === '' ? {} : { effectiveDateTime: fromVnMinute(moment) }),
      ...(assessor === undefined ? {} : { assessor }),
      summary: textOf(row, 'DIEN_BIEN_LS'),
      description: textOf(row, 'PHAU_THUAT'),
    });
  });

const escapes: Readonly<Record<string, string>> = { '<': '&lt;', '>': '&gt;', '&': '&amp;', '"': '&quot;' };
const narrative = (words: string): string =>
  `<div xmlns="http://www.w3.org/1999/xhtml">${words.replace(/[<>&"]/g, (sign) => escapes[sign] ?? '')}</div>`;

const sections = { 'qt-benhly': 'QT_BENHLY', 'tomtat-kq': 'TOMTAT_KQ', 'pp-dieutri': 'PP_DIEUTRI' } as const;

/** Who signed; a paper that names nobody is the facility's. */
function authorsOf(paper: ClaimRow | undefined, world: ImportWorld): Reference[] {
  const name = textOf(paper, 'TEN_BS');
  const [first = '', ...others] = textOf(paper, 'MA_BS').split(';');
  if (first === '') return [name === '' ? world.provider : { display: name }];
  return [personByLicence(world, first, name), ...peopleByLicence(world, others.join(';'))];
}

/** XML7 and XML8 are one discharge paper. @source QĐ 3176/QĐ-BYT (29/10/2024), bảng 7 and 8 (secondary) */
export function addDischargePaper(
  claim: ClaimFile,
  { world, resources, encounter }: ImportedVisitParts,
): Reference | undefined {
  const [paper] = rowsOf(claim, 'XML7');
  const [summary] = rowsOf(claim, 'XML8');
  if (paper === undefined && summary === undefined) return undefined;
  const archive = textOf(paper, 'SO_LUU_TRU');
  const [visit] = rowsOf(claim, 'XML1');
  return resources.add({
    resourceType: 'Composition',
    ...(archive === '' ? {} : { identifier: { system: identifierSystems.archiveNumber, value: archive } }),
    status: 'final',
    type: { coding: [{ system: codeSystems.loinc, code: '18842-5' }] },
    subject: world.subject,
    encounter,
    date: fromVnMinute(textOf(visit, 'NGAY_RA')),
    author: authorsOf(paper, world),
    title: 'Giấy ra viện',
    section: Object.entries(sections).flatMap(([code, field]) => {
      const words = textOf(summary, field) || textOf(paper, field);
      if (words === '') return [];
      return [
        {
          code: { coding: [{ system: codeSystems.dischargeSection, code }] },
          text: { status: 'generated' as const, div: narrative(words) },
        },
      ];
    }),
  });
}

function answersOf(field: ClaimField | undefined, text: string): QuestionnaireResponseItemAnswer[] {
  if (field === undefined) return [{ valueString: text }];
  const { type, codes, many } = field;
  if (type === 'day' && isDay(text)) return [{ valueDate: dayOfDigits(text) }];
  if (type === 'moment' && isMoment(text)) return [{ valueDateTime: fromVnMinute(text) }];
  if (type === 'integer' && /^(?:0|[1-9]\d{0,8})$/.test(text)) return [{ valueInteger: Number(text) }];
  if (codes === undefined) return [{ valueString: text }];
  const items = many === true ? text.split(';') : [text];
  return items.includes('') ? [{ valueString: text }] : items.map((code) => ({ valueCoding: { code } }));
}

/** Said by who signed, and when. */
const signed = new Set(['MA_BAC_SI', 'MA_BS', 'TEN_BS', 'NGAY_CT']);
/** Said by the visit and by the place of the row. */
const counted = new Set(['MA_LK', 'STT']);

/**
 * What only people who treat may know: HIV care.
 *
 * @source HL7 v3 ActCode, InformationSensitivityPolicy (from memory); Luật 64/2006/QH11 as amended, article 30 (secondary)
 */
const labels: Readonly<Record<string, string>> = { XML6: 'HIV' };

function addForm(table: string, row: ClaimRow, claim: ClaimFile, parts: ImportedVisitParts): Reference {
  const { world, resources, encounter } = parts;
  const [summary] = rowsOf(claim, 'XML1');
  const known = repeatedValues(table, Object.fromEntries(summary ?? []));
  const licence = textOf(row, 'MA_BS') || textOf(row, 'MA_BAC_SI');
  const day = textOf(row, 'NGAY_CT');
  const label = labels[table];
  const fields = new Map(findClaimTable(table)?.fields.map((field) => [field.name, field]));
  const answered = [...row].filter(([name, text]) => {
    if (text === '' || counted.has(name) || (licence !== '' && name !== 'NGAY_CT' && signed.has(name))) return false;
    return name === 'NGAY_CT' ? !isDay(text) : text !== known[name];
  });
  const form: QuestionnaireResponse = {
    resourceType: 'QuestionnaireResponse',
    questionnaire: `${paperForm(table)}|1.0.0`,
    status: 'completed',
    subject: world.subject,
    encounter,
    ...(isDay(day) ? { authored: dayOfDigits(day) } : {}),
    ...(licence === '' ? {} : { author: personByLicence(world, licence, textOf(row, 'TEN_BS')) }),
    item: answered.map(([linkId, text]) => ({ linkId, answer: answersOf(fields.get(linkId), text) })),
  };
  return resources.add(
    label === undefined
      ? form
      : {
          ...form,
          meta: { security: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: label }] },
        },
  );
}

/** The papers that forms fill: what XML1 says already is not an answer. @source QĐ 3176/QĐ-BYT (29/10/2024), bảng 6, 9 to 11, 13 to 15 (secondary) */
export function addForms(claim: ClaimFile, parts: ImportedVisitParts): void {
  for (const table of paperTables) {
    for (const row of rowsOf(claim, table)) addForm(table, row, claim, parts);
  }
}
