export { buildWeb } from './build-web.ts';
export { demoStaff } from './demo/district/directory.ts';
export { identityCardQr, insuranceCardQr, patientName } from './demo/district/patient-cards.ts';
export { type FhirClient, parametersOf, valueIn } from './demo/fhir-client.ts';
export { type Demo, type DemoOptions, openDemo } from './demo/open-demo.ts';
export { playSteps, type Step, type StepResult } from './demo/steps.ts';
export { newVisit, type Visit, visitSteps } from './demo/visit-steps.ts';
export { sendChunks } from './simulate/analyzer-wire.ts';
export { type BhytGateway, simulateBhytGateway } from './simulate/bhyt-gateway.ts';
