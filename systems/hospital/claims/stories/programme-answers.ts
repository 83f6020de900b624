import type { QuestionnaireResponseItemAnswer } from 'fhir/r4';
import type { NeutralVisit } from './neutral-visit.ts';

type Answers = Readonly<Record<string, readonly QuestionnaireResponseItemAnswer[]>>;
const said = (valueString: string): QuestionnaireResponseItemAnswer[] => [{ valueString }];
const on = (valueDate: string): QuestionnaireResponseItemAnswer[] => [{ valueDate }];
const codes = (...given: readonly string[]): QuestionnaireResponseItemAnswer[] =>
  given.map((code) => ({ valueCoding: { code } }));

/** HIV care as it is asked in the form of bảng 6. */
export const hivAnswers = ({ visit }: NeutralVisit): Answers => ({
  NGAYKD_HIV: on('2024-01-05'),
  NOI_LAY_MAU_XN: said('99001'),
  NOI_XN_KD: said('99002'),
  NOI_BDDT_ARV: said('99001'),
  BDDT_ARV: on('2024-02-01'),
  MA_LYDO_DTRI: codes('3'),
  LOAI_DTRI_LAO: codes('0'),
  SANG_LOC_LAO: codes('2'),
  KQ_DTRI_LAO: codes('7'),
  MA_LOAI_BN: codes('1'),
  GIAI_DOAN_LAM_SANG: codes('1'),
  NHOM_DOI_TUONG: codes('11'),
  MA_TINH_TRANG_DK: codes('3', '7'),
  MA_XU_TRI: codes('1', '4'),
  NGAY_BAT_DAU_XU_TRI: on(visit.out.slice(0, 10)),
  MA_PHAC_DO_DIEU_TRI: said('TDF+3TC+DTG'),
  SO_NGAY_CAP_THUOC_ARV: [{ valueInteger: 30 }],
  NGAY_CHUYEN_PHAC_DO: on('2025-01-01'),
  LY_DO_CHUYEN_PHAC_DO: codes('4'),
});

/** Treatment of tuberculosis as it is asked in the form of bảng 15. */
export const tuberculosisAnswers = (): Answers => ({
  PHANLOAI_LAO_VITRI: codes('1'),
  PHANLOAI_LAO_TS: codes('1'),
  PHANLOAI_LAO_HIV: codes('2'),
  PHANLOAI_LAO_VK: codes('1'),
  LOAI_DTRI_LAO: codes('2'),
  NGAYBD_DTRI_LAO: on('2026-05-01'),
  PHACDO_DTRI_LAO: codes('1'),
  KET_QUA_DTRI_LAO: codes('2'),
});
