import type { CdaConcept, CdaDocument, CdaSection } from './cda-document.ts';
import type { CdaAllergy, CdaBattery, CdaMedicine, CdaObservation, CdaProblem } from './cda-statement.ts';
import { readAmount, readFrame, readObservation, readValue } from './read-observation.ts';
import { readConcept, readText } from './read-values.ts';
import { attributeOf, childOf, childrenOf, descendantsOf, wordsOf, type XmlNode } from './xml-node.ts';

/** LOINC codes of sections. @source LOINC document ontology; C-CDA R2.1 (from memory) */
const sections = {
  results: ['30954-2'],
  vitalSigns: ['8716-3'],
  problems: ['11450-4', '11535-2', '46241-6', '29308-4'],
  allergies: ['48765-2'],
  medicines: ['10160-0', '10183-2', '42346-7', '29549-3', '18610-6'],
  immunizations: ['11369-6'],
} as const;

const MOST = 2000;

type Placed = readonly [node: XmlNode, section: CdaSection];

const sectionsOf = (document: CdaDocument, kind: keyof typeof sections): CdaSection[] => {
  const codes: readonly string[] = sections[kind];
  return document.sections.filter(({ code }) => codes.includes(code?.code ?? ''));
};

/** Elements of one name in the entries of these sections. */
const statementsIn = (among: readonly CdaSection[], name: string): Placed[] =>
  among
    .flatMap((section) =>
      section.entries.flatMap((entry) =>
        [entry, ...descendantsOf(entry)].filter((node) => node.name === name).map((node): Placed => [node, section]),
      ),
    )
    .slice(0, MOST);

const observationsOf = (organizer: XmlNode, section: CdaSection): CdaObservation[] =>
  childrenOf(organizer, 'component').flatMap((component) => {
    const node = childOf(component, 'observation');
    return node === undefined ? [] : [readObservation(node, section)];
  });

const batteryOf = (node: XmlNode, section: CdaSection): CdaBattery => ({
  ...readFrame(node),
  concept: readConcept(childOf(node, 'code'), section.words),
  observations: observationsOf(node, section),
});

const isBattery = (node: XmlNode): boolean => attributeOf(node, 'classCode') === 'BATTERY';

/** Laboratory results: batteries of any section, and every panel of the section of results. */
export function resultsOf(document: CdaDocument): CdaBattery[] {
  const [results, vitalSigns] = [sectionsOf(document, 'results'), sectionsOf(document, 'vitalSigns')];
  return statementsIn(document.sections, 'organizer')
    .filter(([node, section]) => !vitalSigns.includes(section) && (results.includes(section) || isBattery(node)))
    .map(([node, section]) => batteryOf(node, section))
    .filter(({ observations }) => observations.length > 0);
}

/** Each measurement with the time of its panel where it has none. */
export function vitalSignsOf(document: CdaDocument): CdaObservation[] {
  return statementsIn(sectionsOf(document, 'vitalSigns'), 'organizer').flatMap(([node, section]) => {
    const { start } = readFrame(node);
    return observationsOf(node, section).map((one) =>
      one.start === undefined && start !== undefined ? { ...one, start } : one,
    );
  });
}

const NOTHING: CdaConcept = { codes: [], text: '' };

const conceptIn = (node: XmlNode, { words }: CdaSection): CdaConcept => {
  const value = readValue(childOf(node, 'value'), words);
  if (value === undefined || 'amount' in value) return NOTHING;
  return 'concept' in value ? value.concept : { codes: [], text: value.text };
};

/** A problem is an observation by itself, or the subject of a concern; what hangs below it says something about it. */
function subjectsIn(entry: XmlNode): XmlNode[] {
  if (entry.name === 'observation') return [entry];
  if (entry.name !== 'act') return [];
  return childrenOf(entry, 'entryRelationship')
    .filter((relation) => attributeOf(relation, 'typeCode') === 'SUBJ')
    .flatMap((relation) => childrenOf(relation, 'observation'));
}

const subjects = (document: CdaDocument, kind: 'problems' | 'allergies'): Placed[] =>
  sectionsOf(document, kind)
    .flatMap((section) => section.entries.flatMap(subjectsIn).map((node): Placed => [node, section]))
    .slice(0, MOST);

export const problemsOf = (document: CdaDocument): CdaProblem[] =>
  subjects(document, 'problems').map(([node, section]) => ({
    ...readFrame(node),
    concept: conceptIn(node, section),
  }));

function substanceOf(node: XmlNode, section: CdaSection): CdaConcept {
  const [participant] = childrenOf(node, 'participant').filter((one) => attributeOf(one, 'typeCode') === 'CSM');
  const entity = childOf(participant, 'participantRole', 'playingEntity');
  const concept = readConcept(childOf(entity, 'code'), section.words);
  return concept.text === '' ? { ...concept, text: wordsOf(childOf(entity, 'name')) } : concept;
}

function reactionsOf(node: XmlNode, section: CdaSection): string[] {
  return childrenOf(node, 'entryRelationship')
    .filter((one) => attributeOf(one, 'typeCode') === 'MFST')
    .flatMap((one) => {
      const reaction = childOf(one, 'observation');
      const { text } = reaction === undefined ? NOTHING : conceptIn(reaction, section);
      return text === '' ? [] : [text];
    });
}

/** Without a substance, and negated, it says that nothing is known: the concept has no words then. */
export const allergiesOf = (document: CdaDocument): CdaAllergy[] =>
  subjects(document, 'allergies').map(([node, section]) => ({
    ...readFrame(node),
    concept: substanceOf(node, section),
    reactions: reactionsOf(node, section),
  }));

function medicineOf(node: XmlNode, section: CdaSection): CdaMedicine {
  const material = childOf(node, 'consumable', 'manufacturedProduct', 'manufacturedMaterial');
  const concept = readConcept(childOf(material, 'code'), section.words);
  const name = wordsOf(childOf(material, 'name'));
  const dose = readAmount(childOf(node, 'doseQuantity'));
  const lot = wordsOf(childOf(material, 'lotNumberText'));
  return {
    ...readFrame(node),
    concept: { ...concept, text: concept.text === '' ? name : concept.text },
    ...(dose === undefined ? {} : { dose }),
    ...(lot === '' ? {} : { lot }),
    words: readText(childOf(node, 'text'), section.words).slice(0, 1000),
  };
}

/** parts of a course (first two tablets, then one) are not medicines of their own */
const medicinesIn = (document: CdaDocument, kind: 'medicines' | 'immunizations'): CdaMedicine[] =>
  sectionsOf(document, kind)
    .flatMap((section) => section.entries.map((node): Placed => [node, section]))
    .filter(([{ name }]) => name === 'substanceAdministration')
    .slice(0, MOST)
    .map(([node, section]) => medicineOf(node, section));

export const medicinesOf = (document: CdaDocument): CdaMedicine[] => medicinesIn(document, 'medicines');

export const immunizationsOf = (document: CdaDocument): CdaMedicine[] => medicinesIn(document, 'immunizations');
