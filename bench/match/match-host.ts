import type { FhirStore } from '@lienmach/fhir-store';
import { patientIndex } from '@lienmach/patient-index';
import { Host } from '@lienmach/system-kit';
import { memoryTerminology, testSite } from '@lienmach/testing';
import type { Bundle, FhirResource, Patient } from 'fhir/r4';

const refused = () => Promise.reject(new Error('the match bench signs and sends nothing'));

export interface Desk {
  /** POST Patient/$match as the house runs it: parameters decoded, roles and reach checked, answer encoded as text */
  match(resource: Patient): Promise<{ readonly bundle: Bundle; readonly milliseconds: number }>;
}

/** The house with the patient index alone, in this process: what HTTP adds is not measured here. */
export function openDesk(store: FhirStore): Desk {
  const signer = { certificate: '', keyId: 'none', sign: refused };
  const host = new Host({
    store,
    systems: [patientIndex],
    site: testSite,
    terminology: memoryTerminology([]),
    signer,
    outbound: { send: refused },
    accessLog: { ofPatient: refused },
    reachOf: () => ({ limit: () => 'all' }),
    audit: async () => undefined,
    now: () => new Date(),
  });
  const actor = { reference: 'Practitioner/bench', display: 'bench', roles: ['registrar'], client: 'bench' };
  return {
    async match(resource) {
      const text = JSON.stringify({ resourceType: 'Parameters', parameter: [{ name: 'resource', resource }] });
      const began = performance.now();
      const answer = await host.invoke(actor, 'match', { type: 'Patient' }, JSON.parse(text) as FhirResource);
      JSON.stringify(answer);
      return { bundle: answer as Bundle, milliseconds: performance.now() - began };
    },
  };
}
