import { adults, type LabIndicator, measured, men, pregnant, women } from './lab-indicator.ts';

const nanograms = 'ng/mL';

const markers: readonly LabIndicator[] = [
  measured('CRP', 'CRP', ['1988-5', 'C reactive protein [Mass/volume] in Serum or Plasma'], 'mg/L', {
    ranges: [adults(0, 5)],
  }),
  measured('PCT', 'Procalcitonin', ['33959-8', 'Procalcitonin [Mass/volume] in Serum or Plasma'], nanograms, {
    ranges: [adults(0, 0.05)],
    critical: { high: 10 },
  }),
  measured('FER', 'Ferritin', ['2276-4', 'Ferritin [Mass/volume] in Serum or Plasma'], nanograms, {
    ranges: [men(30, 400), women(13, 150)],
  }),
  measured(
    'TNT-HS',
    'Troponin T độ nhạy cao',
    ['67151-1', 'Troponin T.cardiac [Mass/volume] in Serum or Plasma by High sensitivity method'],
    'ng/L',
    { ranges: [adults(0, 14)], critical: { high: 52 } },
  ),
  measured(
    'TNI-HS',
    'Troponin I độ nhạy cao',
    ['89579-7', 'Troponin I.cardiac [Mass/volume] in Serum or Plasma by High sensitivity method'],
    'ng/L',
    { ranges: [adults(0, 26)], critical: { high: 52 } },
  ),
  measured(
    'NTPROBNP',
    'NT-proBNP',
    ['33762-6', 'Natriuretic peptide.B prohormone N-Terminal [Mass/volume] in Serum or Plasma'],
    'pg/mL',
    { ranges: [adults(0, 125)] },
  ),
  measured(
    'RF',
    'Yếu tố dạng thấp',
    ['11572-5', 'Rheumatoid factor [Units/volume] in Serum or Plasma'],
    ['IU/mL', '[IU]/mL'],
    {
      ranges: [adults(0, 14)],
    },
  ),
  measured('ASO', 'ASLO', ['5370-2', 'Streptolysin O Ab [Units/volume] in Serum or Plasma'], ['IU/mL', '[IU]/mL'], {
    ranges: [adults(0, 200)],
  }),
];

const hormones: readonly LabIndicator[] = [
  measured('TSH', 'TSH', ['3016-3', 'Thyrotropin [Units/volume] in Serum or Plasma'], ['mIU/L', 'm[IU]/L'], {
    ranges: [pregnant(0.1, 4.0), adults(0.27, 4.2)],
    decimals: 2,
  }),
  measured('FT4', 'T4 tự do', ['14920-3', 'Thyroxine (T4) free [Moles/volume] in Serum or Plasma'], 'pmol/L', {
    ranges: [adults(12, 22)],
  }),
  measured('FT3', 'T3 tự do', ['14928-6', 'Triiodothyronine (T3) Free [Moles/volume] in Serum or Plasma'], 'pmol/L', {
    ranges: [adults(3.1, 6.8)],
  }),
  measured(
    'BHCG',
    'Beta-hCG',
    ['21198-7', 'Choriogonadotropin.beta subunit [Units/volume] in Serum or Plasma'],
    ['mIU/mL', 'm[IU]/mL'],
    { ranges: [{ ...pregnant(), text: 'Theo tuổi thai' }, adults(0, 5)] },
  ),
];

const tumourMarkers: readonly LabIndicator[] = [
  measured('AFP', 'AFP', ['1834-1', 'Alpha-1-Fetoprotein [Mass/volume] in Serum or Plasma'], nanograms, {
    ranges: [{ ...pregnant(), text: 'Theo tuổi thai' }, adults(0, 7)],
  }),
  measured('CEA', 'CEA', ['2039-6', 'Carcinoembryonic Ag [Mass/volume] in Serum or Plasma'], nanograms, {
    ranges: [adults(0, 5)],
  }),
  measured('PSA', 'PSA toàn phần', ['2857-1', 'Prostate specific Ag [Mass/volume] in Serum or Plasma'], nanograms, {
    ranges: [men(0, 4)],
  }),
  measured('CA125', 'CA 125', ['10334-1', 'Cancer Ag 125 [Units/volume] in Serum or Plasma'], 'U/mL', {
    ranges: [women(0, 35)],
  }),
  measured('CA199', 'CA 19-9', ['24108-3', 'Cancer Ag 19-9 [Units/volume] in Serum or Plasma'], 'U/mL', {
    ranges: [adults(0, 37)],
  }),
];

/**
 * Proteins of inflammation and of the heart, hormones, tumour markers.
 *
 * @source typical reference ranges and critical limits of laboratory practice (from memory); TSH in pregnancy: American Thyroid Association 2017 (from memory)
 */
export const immunology: readonly LabIndicator[] = [...markers, ...hormones, ...tumourMarkers];
