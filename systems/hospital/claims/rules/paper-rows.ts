import { claimFieldsOf, codeSystems, identifierSystems, identifierValue, nameText } from '@lienmach/core';
import type { Composition, RelatedPerson } from 'fhir/r4';
import { dayDigits, minuteOf, type RowValues } from './claim-values.ts';
import type { ClaimedVisit } from './claimed-visit.ts';
import { withKept } from './kept-fields.ts';
import { narrativeText } from './narrative-text.ts';
import { cardNumber, isTemporary, summaryRow } from './summary-row.ts';
import { licencesOf, nameOfPerson } from './visit-record.ts';

/**
 * XML5: the course of the illness as it was noted, in order of time.
 *
 * @source QĐ 3176/QĐ-BYT (29/10/2024), bảng 5 (secondary)
 */
export const courseRows = ({ record, claimId }: ClaimedVisit): RowValues[] =>
  record.notes
    .map((note) => ({ note, at: minuteOf(note.effectiveDateTime ?? note.date) }))
    .toSorted((a, b) => (a.at ?? '').localeCompare(b.at ?? ''))
    .map(({ note, at }, position) =>
      withKept(
        {
          MA_LK: claimId,
          STT: String(position + 1),
          DIEN_BIEN_LS: note.summary,
          PHAU_THUAT: note.description,
          THOI_DIEM_DBLS: at,
          NGUOI_THUC_HIEN: licencesOf(record, note.assessor === undefined ? [] : [note.assessor]),
        },
        'XML5',
        claimFieldsOf(note),
      ),
    );

const sectionText = (paper: Composition, code: string): string =>
  narrativeText(
    paper.section?.find((section) =>
      section.code?.coding?.some((c) => c.system === codeSystems.dischargeSection && c.code === code),
    ),
  );

/** The discharge paper of the visit: the last one, when several were written. */
const paperOf = ({ record }: ClaimedVisit): Composition | undefined =>
  record.papers.toSorted((a, b) => a.date.localeCompare(b.date)).at(-1);

const INPATIENT = new Set(['03', '04', '09']);
const SUMMARISED = new Set(['03', '04', '06']);
const ABSCONDED = '3';

/** XML7 cuts the diagnosis that XML1 holds whole. */
const MOST_OF_A_DIAGNOSIS = 1500;

const motherOf = ({ record }: ClaimedVisit): RelatedPerson | undefined =>
  record.relatives.find((relative) =>
    relative.relationship?.some((kind) => kind.coding?.some((coding) => coding.code === 'MTH')),
  );

/** The mother and the temporary card of a child. A social-insurance number is the last ten digits of a card. */
function familyValues(claimed: ClaimedVisit): RowValues {
  const mother = motherOf(claimed);
  const temporary = claimed.record.coverages.find(isTemporary);
  const number = /\d{10}$/.exec(
    identifierValue(mother, identifierSystems.socialInsuranceNumber) ??
      identifierValue(mother, identifierSystems.insuranceCard) ??
      '',
  );
  return {
    MA_ME: number?.[0],
    MA_THE_TAM: temporary === undefined ? undefined : cardNumber(temporary),
    HO_TEN_ME: mother === undefined ? undefined : nameText(mother.name),
  };
}

/**
 * XML7: the discharge paper of an inpatient who did not abscond.
 *
 * @source QĐ 3176/QĐ-BYT (29/10/2024), bảng 7 (secondary)
 */
export function dischargePaperRow(claimed: ClaimedVisit): RowValues | undefined {
  const paper = paperOf(claimed);
  const summary = summaryRow(claimed);
  if (paper === undefined || !INPATIENT.has(claimed.visit.visitType) || summary.MA_LOAI_RV === ABSCONDED)
    return undefined;
  const { record } = claimed;
  const row: RowValues = {
    MA_LK: claimed.claimId,
    SO_LUU_TRU: paper.identifier?.system === identifierSystems.archiveNumber ? paper.identifier.value : undefined,
    MA_YTE: summary.MA_BN,
    MA_KHOA_RV: claimed.department,
    NGAY_VAO: summary.NGAY_VAO,
    NGAY_RA: summary.NGAY_RA,
    CHAN_DOAN_RV: [...claimed.diagnoses.final].slice(0, MOST_OF_A_DIAGNOSIS).join(''),
    PP_DIEUTRI: sectionText(paper, 'pp-dieutri'),
    MA_TTDV: summary.MA_TTDV,
    MA_BS: licencesOf(record, paper.author),
    TEN_BS: nameOfPerson(record, paper.author[0]),
    NGAY_CT: dayDigits(claimed.visit.left),
    ...familyValues(claimed),
  };
  return withKept(row, 'XML7', claimFieldsOf(paper));
}

/**
 * XML8: the summary of the record.
 *
 * @source QĐ 3176/QĐ-BYT (29/10/2024), bảng 8 (secondary; outside 03, 04, 06: unsure)
 */
export function recordSummaryRow(claimed: ClaimedVisit): RowValues | undefined {
  const paper = paperOf(claimed);
  if (paper === undefined || !SUMMARISED.has(claimed.visit.visitType)) return undefined;
  const summary = summaryRow(claimed);
  const row: RowValues = {
    MA_LK: claimed.claimId,
    MA_LOAI_KCB: claimed.visit.visitType,
    ...familyValues(claimed),
    NGAY_VAO: summary.NGAY_VAO,
    NGAY_RA: summary.NGAY_RA,
    CHAN_DOAN_VAO: claimed.diagnoses.onArrival,
    CHAN_DOAN_RV: claimed.diagnoses.final,
    QT_BENHLY: sectionText(paper, 'qt-benhly'),
    TOMTAT_KQ: sectionText(paper, 'tomtat-kq'),
    PP_DIEUTRI: sectionText(paper, 'pp-dieutri'),
    KET_QUA_DTRI: summary.KET_QUA_DTRI,
    MA_TTDV: summary.MA_TTDV,
    NGAY_CT: dayDigits(claimed.visit.left),
  };
  return withKept(row, 'XML8', claimFieldsOf(paper));
}
