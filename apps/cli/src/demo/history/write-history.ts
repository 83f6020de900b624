import { isFhirError } from '@lienmach/outcome';
import type { FhirClient } from '../fhir-client.ts';
import { historyPatient, longHistory, newestVisit } from './long-history.ts';

/** A room that is not mounted does not sign; everything else must work. */
const unlessAbsent = (thrown: unknown): undefined => {
  if (isFhirError(thrown) && thrown.status === 404) return undefined;
  throw thrown;
};

/** The patient with a long history, once for each database; her newest visit is signed as her doctor would. */
export async function writeHistory(tool: FhirClient, openDoctor: () => Promise<FhirClient>): Promise<void> {
  const known = await tool.get(`Patient/${historyPatient.id}`).catch(unlessAbsent);
  if (known !== undefined) return;
  await tool.transaction(longHistory(new Date()));
  const doctor = await openDoctor();
  await doctor.operation(`Encounter/${newestVisit}/$sign-summary`).catch(unlessAbsent);
}
