import { adults, type LabIndicator, measured, worded } from './lab-indicator.ts';
import { alarming, bloodGroups, graded, rhesus, screened, yesNo } from './result-words.ts';

const serology: readonly LabIndicator[] = [
  worded('HBSAG', 'HBsAg', ['5195-3', 'Hepatitis B virus surface Ag [Presence] in Serum'], screened),
  worded('ANTIHCV', 'Anti-HCV', ['16128-1', 'Hepatitis C virus Ab [Presence] in Serum'], screened),
  worded(
    'HIVCOMBO',
    'HIV Ag/Ab',
    ['56888-1', 'HIV 1+2 Ab+HIV1 p24 Ag [Presence] in Serum or Plasma by Immunoassay'],
    screened,
    {
      sensitive: 'HIV',
    },
  ),
  worded('RPR', 'Giang mai RPR', ['20507-0', 'Reagin Ab [Presence] in Serum by RPR'], screened),
  worded(
    'DENNS1',
    'Dengue NS1 Ag',
    ['75377-2', 'Dengue virus NS1 Ag [Presence] in Serum or Plasma by Rapid immunoassay'],
    yesNo,
  ),
  worded(
    'MALARIA',
    'Ký sinh trùng sốt rét (lam máu)',
    ['32700-7', 'Microscopic observation [Identifier] in Blood by Malaria smear'],
    alarming,
  ),
  worded('FOB', 'Máu ẩn trong phân', ['2335-8', 'Hemoglobin.gastrointestinal [Presence] in Stool'], yesNo),
];

const bloodGroup: readonly LabIndicator[] = [
  worded('ABO', 'Nhóm máu hệ ABO', ['883-9', 'ABO group [Type] in Blood'], bloodGroups),
  worded('RH', 'Nhóm máu hệ Rh(D)', ['10331-7', 'Rh [Type] in Blood'], rhesus),
];

const strip = { method: 'Que nhúng, đọc máy' };

const urine: readonly LabIndicator[] = [
  worded('U-GLU', 'Glucose niệu (que)', ['25428-4', 'Glucose [Presence] in Urine by Test strip'], graded, strip),
  worded('U-PRO', 'Protein niệu (que)', ['20454-5', 'Protein [Presence] in Urine by Test strip'], graded, strip),
  measured('U-PH', 'pH nước tiểu', ['5803-2', 'pH of Urine by Test strip'], ['', '[pH]'], {
    ranges: [adults(4.8, 7.4)],
    ...strip,
  }),
  measured('U-SG', 'Tỷ trọng nước tiểu', ['5811-5', 'Specific gravity of Urine by Test strip'], ['', '{ratio}'], {
    ranges: [adults(1.015, 1.025)],
    ...strip,
  }),
  worded(
    'U-LEU',
    'Bạch cầu niệu (que)',
    ['5799-2', 'Leukocyte esterase [Presence] in Urine by Test strip'],
    graded,
    strip,
  ),
  worded('U-NIT', 'Nitrit niệu', ['5802-4', 'Nitrite [Presence] in Urine by Test strip'], yesNo, strip),
  worded('U-KET', 'Ceton niệu', ['2514-8', 'Ketones [Presence] in Urine by Test strip'], graded, strip),
  worded('U-BLD', 'Hồng cầu/Hb niệu (que)', ['5794-3', 'Hemoglobin [Presence] in Urine by Test strip'], graded, strip),
  worded('U-BIL', 'Bilirubin niệu', ['5770-3', 'Bilirubin.total [Presence] in Urine by Test strip'], graded, strip),
];

const otherUrine: readonly LabIndicator[] = [
  measured('U-ACR', 'Albumin/creatinin niệu', ['14959-1', 'Microalbumin/Creatinine [Mass Ratio] in Urine'], 'mg/g', {
    ranges: [adults(0, 30)],
  }),
  worded('U-HCG', 'hCG nước tiểu', ['2106-3', 'Choriogonadotropin (pregnancy test) [Presence] in Urine'], yesNo),
];

/**
 * Results in words: serology, blood groups, test strips, with the few numbers of the same sheets.
 *
 * @source expected words of laboratory practice (from memory); confidentiality of HIV results: Luật 64/2006/QH11 as amended (secondary)
 */
export const wordedIndicators: readonly LabIndicator[] = [...serology, ...bloodGroup, ...urine, ...otherUrine];
