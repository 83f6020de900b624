export { type EarlierReport, outsideBundle, outsideNeeds } from './outside-bundle.ts';
export {
  type OutsideAmount,
  type OutsideReport,
  type OutsideResult,
  type OutsideValue,
  outsideIds,
} from './outside-report.ts';
export { checkMarks, type PatientMarks, patientSearch } from './patient-marks.ts';
