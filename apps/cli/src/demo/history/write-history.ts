import { isFhirError } from '@lienmach/outcome';
import type { FhirClient } from '../fhir-client.ts';
import { historyPatient, longHistory, newestVisit } from './long-history.ts';

const unlessRefusedFor =
  (reason: string) =>
  (thrown: unknown): undefined => {
    if (isFhirError(thrown) && thrown.outcome.issue.some(({ code }) => code === reason)) return undefined;
    throw thrown;
  };

/** The patient with a long history, once for each database; her newest visit is signed as her doctor would. */
export async function writeHistory(tool: FhirClient, openDoctor: () => Promise<FhirClient>): Promise<void> {
  const known = await tool.get(`Patient/${historyPatient.id}`).catch(unlessRefusedFor('not-found'));
  if (known !== undefined) return;
  await tool.transaction(longHistory(new Date()));
  const doctor = await openDoctor();
  // a site without the room that signs leaves her visit unsigned
  await doctor.operation(`Encounter/${newestVisit}/$sign-summary`).catch(unlessRefusedFor('not-supported'));
}
