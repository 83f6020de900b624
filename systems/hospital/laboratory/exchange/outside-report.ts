// What another laboratory reports is also read from documents, by another room: it stands one floor below.
export { type OutsideReport, type OutsideResult, outsideBundle, outsideNeeds } from '@lienmach/outside-results';
