import type { CytologyScheme } from './pathology-services.ts';

export interface CytologyCategory {
  readonly code: string;
  readonly name: string;
  /** the smear says nothing: it has to be taken again */
  readonly isUnsatisfactory?: true;
  readonly isMalignant?: true;
}

export interface CategoryTable {
  readonly scheme: CytologyScheme;
  readonly name: string;
  /** FHIR date of the first day; a report keeps the table of the day its specimen came */
  readonly from: string;
  readonly categories: readonly CytologyCategory[];
}

const cervical: readonly CytologyCategory[] = [
  { code: 'UNSAT', name: 'Mẫu không đạt yêu cầu để đánh giá', isUnsatisfactory: true },
  { code: 'NILM', name: 'Không có tổn thương nội biểu mô hay ác tính (NILM)' },
  { code: 'ASC-US', name: 'Tế bào vảy không điển hình, ý nghĩa không xác định (ASC-US)' },
  { code: 'ASC-H', name: 'Tế bào vảy không điển hình, chưa loại trừ HSIL (ASC-H)' },
  { code: 'LSIL', name: 'Tổn thương nội biểu mô vảy độ thấp (LSIL)' },
  { code: 'HSIL', name: 'Tổn thương nội biểu mô vảy độ cao (HSIL)' },
  { code: 'SCC', name: 'Ung thư biểu mô vảy', isMalignant: true },
  { code: 'AGC', name: 'Tế bào tuyến không điển hình (AGC)' },
  { code: 'AIS', name: 'Ung thư biểu mô tuyến cổ trong tại chỗ (AIS)' },
  { code: 'ADC', name: 'Ung thư biểu mô tuyến', isMalignant: true },
];

const thyroid = (third: string, fourth: string): readonly CytologyCategory[] => [
  { code: 'I', name: 'I. Không chẩn đoán được', isUnsatisfactory: true },
  { code: 'II', name: 'II. Lành tính' },
  { code: 'III', name: third },
  { code: 'IV', name: fourth },
  { code: 'V', name: 'V. Nghi ngờ ác tính' },
  { code: 'VI', name: 'VI. Ác tính', isMalignant: true },
];

/**
 * Reporting systems of cytology, one table for each edition.
 *
 * @source The Bethesda System for Reporting Cervical Cytology, third edition (2014); The Bethesda System for Reporting Thyroid Cytopathology, second (2017) and third edition (2023) (from memory)
 */
export const categoryTables: readonly CategoryTable[] = [
  { scheme: 'cervical', name: 'Bethesda cổ tử cung 2014', from: '2015-01-01', categories: cervical },
  {
    scheme: 'thyroid',
    name: 'Bethesda tuyến giáp 2017',
    from: '2018-01-01',
    categories: thyroid(
      'III. Không điển hình ý nghĩa không xác định (AUS) hoặc tổn thương nang ý nghĩa không xác định (FLUS)',
      'IV. U nang (FN) hoặc nghi u nang (SFN)',
    ),
  },
  {
    scheme: 'thyroid',
    name: 'Bethesda tuyến giáp 2023',
    from: '2024-01-01',
    categories: thyroid('III. Không điển hình ý nghĩa không xác định (AUS)', 'IV. U nang (FN)'),
  },
];

/** Is the smear good enough to be read? */
export const adequacies: readonly { readonly code: string; readonly name: string }[] = [
  { code: 'adequate', name: 'Đạt yêu cầu' },
  { code: 'limited', name: 'Đạt nhưng hạn chế' },
  { code: 'inadequate', name: 'Không đạt' },
];
