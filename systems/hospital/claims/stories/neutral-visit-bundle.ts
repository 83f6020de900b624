import { identifierSystems, LM } from '@lienmach/core';
import type { Bundle, FhirResource } from 'fhir/r4';
import { addCourse } from './neutral-course.ts';
import { Entries, type World } from './neutral-entries.ts';
import { addEncounter } from './neutral-episode.ts';
import { addLine } from './neutral-lines.ts';
import { addPapers } from './neutral-papers.ts';
import { addCard, addPatient, addPeopleAround } from './neutral-people.ts';
import type { NeutralVisit } from './neutral-visit.ts';

/**
 * The visit as one transaction, as another system would post it. No `meta.profile`, everything plain R4.
 *
 * @param isWhole  also what the claim does not read
 */
export function neutralVisitBundle(visit: NeutralVisit, isWhole = false): Bundle<FhirResource> {
  const entries = new Entries();
  const people = new Map(
    visit.practitioners.map(({ id, license, name }) => {
      const identifier = { system: identifierSystems.practiceLicence, value: license };
      return [
        id,
        entries.add({ resourceType: 'Practitioner', identifier: [identifier], name: [{ text: name }] }, identifier),
      ];
    }),
  );
  const patient = addPatient(entries, visit);
  const cards = (visit.cards ?? []).map((card) => addCard(entries, patient, card));
  const account = entries.add({
    resourceType: 'Account',
    status: 'active',
    subject: [patient],
    ...(cards.length > 0
      ? { coverage: cards.map((coverage, position) => ({ coverage, priority: position + 1 })) }
      : {}),
  });
  const encounter = addEncounter(entries, visit, patient, people);
  const world: World = { entries, visit, people, patient, encounter, account, isWhole };
  addPeopleAround(world);
  for (const line of visit.drugs ?? []) addLine(world, line, true);
  for (const line of visit.services ?? []) addLine(world, line, false);
  addCourse(world);
  addPapers(world);
  return { resourceType: 'Bundle', type: 'transaction', entry: entries.list };
}

export const CLAIM_RULES = `${LM}/CodeSystem/bhyt-rule`;
