export {
  dateLine,
  type GivenPaper,
  givePaper,
  PAGE_TYPE,
  type PaperInput,
  pageIn,
  paperParameters,
} from './give-paper.ts';
export { narrativeLines, narrativeOf } from './narrative.ts';
export { type PatientOnPaper, patientOnPaper } from './patient-on-paper.ts';
export { xmlElement, xmlText } from './xml-text.ts';
