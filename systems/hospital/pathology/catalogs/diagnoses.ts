export interface Diagnosis {
  readonly code: string;
  readonly name: string;
  /** ICD-O-3 morphology with behaviour; absent: no tumour */
  readonly morphology?: string;
}

/**
 * Diagnoses that a reader picks; everything else is text. The behaviour after the stroke says benign (0), uncertain (1),
 * in situ (2), malignant (3) or metastatic (6).
 *
 * @source WHO, ICD-O third edition, morphology, the codes we are sure of (from memory)
 */
export const diagnoses: readonly Diagnosis[] = [
  { code: 'adenocarcinoma', name: 'Ung thư biểu mô tuyến', morphology: '8140/3' },
  { code: 'squamous', name: 'Ung thư biểu mô vảy', morphology: '8070/3' },
  { code: 'breast-nst', name: 'Ung thư biểu mô tuyến vú xâm nhập, không phải loại đặc biệt', morphology: '8500/3' },
  { code: 'lobular', name: 'Ung thư biểu mô tiểu thùy xâm nhập', morphology: '8520/3' },
  { code: 'papillary-thyroid', name: 'Ung thư biểu mô tuyến giáp thể nhú', morphology: '8260/3' },
  { code: 'follicular-thyroid', name: 'Ung thư biểu mô tuyến giáp thể nang', morphology: '8330/3' },
  { code: 'signet-ring', name: 'Ung thư biểu mô tế bào nhẫn', morphology: '8490/3' },
  { code: 'hepatocellular', name: 'Ung thư biểu mô tế bào gan', morphology: '8170/3' },
  { code: 'urothelial', name: 'Ung thư biểu mô đường niệu', morphology: '8120/3' },
  { code: 'basal-cell', name: 'Ung thư biểu mô tế bào đáy', morphology: '8090/3' },
  { code: 'small-cell', name: 'Ung thư biểu mô tế bào nhỏ', morphology: '8041/3' },
  { code: 'carcinoma', name: 'Ung thư biểu mô, chưa phân loại thêm', morphology: '8010/3' },
  { code: 'melanoma', name: 'U hắc tố ác tính', morphology: '8720/3' },
  { code: 'lymphoma-dlbcl', name: 'U lympho B lớn lan tỏa', morphology: '9680/3' },
  { code: 'hodgkin', name: 'U lympho Hodgkin', morphology: '9650/3' },
  { code: 'metastasis', name: 'Ung thư biểu mô di căn', morphology: '8010/6' },
  { code: 'hsil-cin3', name: 'Tổn thương nội biểu mô vảy độ cao (CIN 3)', morphology: '8077/2' },
  { code: 'dcis', name: 'Ung thư biểu mô ống tại chỗ của vú', morphology: '8500/2' },
  { code: 'adenoma', name: 'U tuyến ống', morphology: '8211/0' },
  { code: 'fibroadenoma', name: 'U xơ tuyến vú', morphology: '9010/0' },
  { code: 'leiomyoma', name: 'U cơ trơn', morphology: '8890/0' },
  { code: 'lipoma', name: 'U mỡ', morphology: '8850/0' },
  { code: 'chronic-gastritis', name: 'Viêm dạ dày mạn' },
  { code: 'hp-gastritis', name: 'Viêm dạ dày mạn, Helicobacter pylori dương tính' },
  { code: 'acute-appendicitis', name: 'Viêm ruột thừa cấp' },
  { code: 'cholecystitis', name: 'Viêm túi mật mạn' },
  { code: 'tuberculosis', name: 'Viêm hạt hoại tử, hướng tới lao' },
  { code: 'hyperplasia', name: 'Tăng sản lành tính' },
  { code: 'malignant-other', name: 'U ác tính, loại khác', morphology: '8000/3' },
  { code: 'uncertain-other', name: 'U chưa rõ lành hay ác tính, loại khác', morphology: '8000/1' },
  { code: 'benign-other', name: 'U lành tính, loại khác', morphology: '8000/0' },
  { code: 'other', name: 'Chẩn đoán khác, không phải u' },
  { code: 'not-diagnostic', name: 'Bệnh phẩm không đủ để chẩn đoán' },
  { code: 'no-malignancy', name: 'Không thấy tế bào ác tính' },
];

export const diagnosisOf = (code: string): Diagnosis | undefined => diagnoses.find((one) => one.code === code);
