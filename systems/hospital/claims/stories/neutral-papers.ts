import { codeSystems, identifierSystems, LM } from '@lienmach/core';
import { at, concept, person, type World } from './neutral-entries.ts';

const escapes: Readonly<Record<string, string>> = { '<': '&lt;', '>': '&gt;', '&': '&amp;' };
const escaped = (words: string): string => words.replace(/[<>&]/g, (sign) => escapes[sign] ?? '');

/** Forms that were filled in, and papers that were issued for the patient. */
export function addPapers({ entries, patient: subject, encounter, visit, ...world }: World): void {
  const by = (id: string) => person({ entries, patient: subject, encounter, visit, ...world }, id);
  for (const form of visit.forms ?? []) {
    entries.add({
      resourceType: 'QuestionnaireResponse',
      questionnaire: `${LM}/Questionnaire/bhyt-${form.table.toLowerCase()}|1.0.0`,
      status: 'completed',
      subject,
      encounter,
      authored: at(form.at),
      author: by(form.by),
      item: Object.entries(form.answers).map(([linkId, answer]) => ({ linkId, answer: [...answer] })),
    });
  }
  for (const paper of visit.issued ?? []) {
    entries.add({
      resourceType: 'Composition',
      identifier: { system: identifierSystems.referralPaper, value: paper.number },
      status: 'final',
      type: concept(codeSystems.visitPaper, paper.kind),
      subject,
      encounter,
      date: at(paper.at),
      author: [by(paper.by)],
      title: 'Giấy thử',
      ...(paper.period ? { event: [{ period: { start: paper.period[0], end: paper.period[1] } }] } : {}),
      section: Object.entries(paper.parts).map(([part, words]) => ({
        code: concept(codeSystems.paperSection, part),
        text: {
          status: 'generated' as const,
          div: `<div xmlns="http://www.w3.org/1999/xhtml"><p>${escaped(words)}</p></div>`,
        },
      })),
    });
  }
}
