export {
  dateLine,
  type GivenPaper,
  givePaper,
  PAGE_TYPE,
  type PaperInput,
  pageIn,
  paperParameters,
} from './give-paper.ts';
export { type PatientOnPaper, patientOnPaper } from './patient-on-paper.ts';
