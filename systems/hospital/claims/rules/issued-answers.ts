import { codeSystems, identifierSystems, identifierValue } from '@lienmach/core';
import type { Composition, Encounter } from 'fhir/r4';
import { dayDigits, type RowValues } from './claim-values.ts';
import { narrativeText } from './narrative-text.ts';

/** Which paper fills which table, and which part which field. */
const issued = {
  XML13: {
    kind: 'referral',
    fields: {
      MA_CSKCB_DEN: 'to',
      MA_LYDO_CT: 'reason-code',
      DAU_HIEU_LS: 'signs',
      QT_BENHLY: 'course',
      TINH_TRANG_CT: 'condition',
      HUONG_DIEU_TRI: 'plan',
      PHUONGTIEN_VC: 'transport',
      HOTEN_NGUOI_HT: 'escort',
      CHUCDANH_NGUOI_HT: 'escort-title',
    },
    numbers: ['SO_HOSO', 'SO_CHUYENTUYEN', 'GIAY_CHUYEN_TUYEN'],
  },
  XML11: {
    kind: 'sick-leave',
    fields: {
      DON_VI: 'employer',
      MA_BHXH: 'social-number',
      PP_DIEUTRI: 'treatment',
      SO_NGAY_NGHI: 'days',
      HO_TEN_CHA: 'father',
      HO_TEN_ME: 'mother',
      TUOI_THAI: 'ended-weeks',
      NGUYENNHAN_DINHCHI: 'ended-reason',
    },
    numbers: ['SO_CT', 'SO_SERI'],
  },
} as const;

const isKind = ({ type }: Composition, kind: string): boolean =>
  type.coding?.some(({ system, code }) => system === codeSystems.visitPaper && code === kind) === true;

const partOf = ({ section }: Composition, part: string): string =>
  narrativeText(section?.find(({ code }) => code?.coding?.some((coding) => coding.code === part)));

/**
 * What an issued paper says, as the fields of its table; undefined when it is no paper of that table.
 *
 * @source QĐ 3176/QĐ-BYT (29/10/2024), bảng 11 and 13 (secondary); MAU_SO CT07 (secondary)
 */
export function issuedAnswers(paper: Composition, table: string, encounter: Encounter): RowValues | undefined {
  if (table !== 'XML11' && table !== 'XML13') return undefined;
  const { kind, fields, numbers } = issued[table];
  if (!isKind(paper, kind)) return undefined;
  const parts = Object.entries(fields).map(([field, part]) => [field, partOf(paper, part)] as const);
  const said = Object.fromEntries([...parts, ...numbers.map((field) => [field, paper.identifier?.value] as const)]);
  if (table === 'XML13') return said;
  const period = paper.event?.[0]?.period;
  return {
    ...said,
    SO_KCB: identifierValue(encounter, identifierSystems.recordNumber) ?? paper.identifier?.value,
    TU_NGAY: dayDigits(period?.start),
    DEN_NGAY: dayDigits(period?.end),
    MA_DINH_CHI_THAI: said.TUOI_THAI ? '1' : undefined,
    MAU_SO: 'CT07',
  };
}
