import { store } from '@canary/fhir-store';

console.log(store);
