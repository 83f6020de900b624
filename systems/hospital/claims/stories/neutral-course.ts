import { codeSystems, identifierSystems } from '@lienmach/core';
import { at, concept, person, type World } from './neutral-entries.ts';

/** Notes of the stay and its discharge paper. */
export function addCourse(world: World): void {
  const { entries, patient: subject, encounter, visit } = world;
  for (const note of visit.notes ?? []) {
    entries.add({
      resourceType: 'ClinicalImpression',
      status: 'completed',
      subject,
      encounter,
      effectiveDateTime: at(note.at),
      assessor: person(world, note.by),
      summary: note.text,
      ...(note.operation ? { description: note.operation } : {}),
    });
  }
  const { papers } = visit;
  if (!papers) return;
  const section = (name: string, words: string) => ({
    code: concept(codeSystems.dischargeSection, name),
    text: { status: 'generated' as const, div: `<div xmlns="http://www.w3.org/1999/xhtml">${words}</div>` },
  });
  entries.add({
    resourceType: 'Composition',
    identifier: { system: identifierSystems.archiveNumber, value: `LT-${visit.id}` },
    status: 'final',
    type: concept(codeSystems.loinc, '18842-5'),
    subject,
    encounter,
    date: at(visit.visit.out),
    author: [person(world, papers.doctor)],
    title: 'Giấy ra viện',
    section: [
      section('qt-benhly', papers.course),
      section('tomtat-kq', papers.results),
      section('pp-dieutri', papers.treatment),
    ],
  });
}
