import type { CdaAuthor, CdaDocument, CdaOrganization, CdaPatient, CdaSection } from './cda-document.ts';
import { errors } from './errors.ts';
import { parseTree } from './parse-tree.ts';
import { readCode, readIds, readName, readPeriod, readTime } from './read-values.ts';
import { attributeOf, childOf, childrenOf, descendantsOf, elementsOf, wordsOf, type XmlNode } from './xml-node.ts';

const genders: Readonly<Record<string, CdaPatient['gender']>> = { M: 'male', F: 'female', UN: 'other' };

const isUsable = (node: XmlNode): boolean => attributeOf(node, 'nullFlavor') === undefined;

/** the name in use goes before former ones */
function nameNode(node: XmlNode | undefined): XmlNode | undefined {
  const names = childrenOf(node, 'name').filter(isUsable);
  const isLegal = (one: XmlNode) => (attributeOf(one, 'use') ?? '').split(' ').includes('L');
  const isFormer = (one: XmlNode) => childOf(one, 'validTime', 'high') !== undefined;
  return names.find((one) => isLegal(one) && !isFormer(one)) ?? names.find((one) => !isFormer(one)) ?? names[0];
}

function readPatient(role: XmlNode): CdaPatient {
  const person = childOf(role, 'patient');
  const { text, family, given } = readName(nameNode(person));
  const gender = genders[attributeOf(childOf(person, 'administrativeGenderCode'), 'code') ?? ''];
  const birthDate = readTime(attributeOf(childOf(person, 'birthTime'), 'value'))?.slice(0, 10);
  return {
    ids: readIds(role),
    given,
    ...(text === undefined ? {} : { name: text }),
    ...(family === undefined ? {} : { family }),
    ...(gender === undefined ? {} : { gender }),
    ...(birthDate === undefined ? {} : { birthDate }),
  };
}

function readOrganization(node: XmlNode | undefined): CdaOrganization {
  const name = wordsOf(childOf(node, 'name'));
  return { ids: readIds(node), ...(name === '' ? {} : { name }) };
}

function readAuthor(node: XmlNode, role: string): CdaAuthor {
  const assigned = childOf(node, role);
  const { text } = readName(childOf(assigned, 'assignedPerson', 'name'));
  const time = readTime(attributeOf(childOf(node, 'time'), 'value'));
  const organization = childOf(assigned, 'representedOrganization');
  return {
    ids: readIds(assigned),
    ...(text === undefined ? {} : { name: text }),
    ...(time === undefined ? {} : { time }),
    ...(organization === undefined ? {} : { organization: readOrganization(organization) }),
  };
}

/** the words of everything in a narrative that has an ID */
function wordsById(text: XmlNode | undefined): Map<string, string> {
  const words = new Map<string, string>();
  if (text === undefined) return words;
  for (const node of descendantsOf(text)) {
    const id = attributeOf(node, 'ID');
    if (id !== undefined && !words.has(id) && words.size < 5000) words.set(id, wordsOf(node).slice(0, 2000));
  }
  return words;
}

function readSections(body: XmlNode | undefined): CdaSection[] {
  return childrenOf(body, 'component').flatMap((component) => {
    const section = childOf(component, 'section');
    if (section === undefined) return [];
    const code = readCode(childOf(section, 'code'));
    const narrative = childOf(section, 'text');
    const own: CdaSection = {
      ...(code === undefined ? {} : { code }),
      title: wordsOf(childOf(section, 'title')),
      text: wordsOf(narrative),
      entries: childrenOf(section, 'entry').flatMap(
        (entry) => elementsOf(entry).find(({ name }) => !name.includes(':') && name !== 'templateId') ?? [],
      ),
      words: wordsById(narrative),
    };
    return [own, ...readSections(section)];
  });
}

function readBody(root: XmlNode): Pick<CdaDocument, 'sections' | 'otherBody'> {
  const component = childOf(root, 'component');
  const other = childOf(component, 'nonXMLBody', 'text');
  if (other !== undefined) {
    return { sections: [], otherBody: { mediaType: attributeOf(other, 'mediaType') ?? 'application/octet-stream' } };
  }
  return { sections: readSections(childOf(component, 'structuredBody')) };
}

function readEncounter(root: XmlNode): Pick<CdaDocument, 'encounter'> {
  const node = childOf(root, 'componentOf', 'encompassingEncounter');
  return node === undefined ? {} : { encounter: { ids: readIds(node), ...readPeriod(childOf(node, 'effectiveTime')) } };
}

function versionOf(root: XmlNode): Pick<CdaDocument, 'setId' | 'version' | 'replaces'> {
  const [setId] = readIds({
    name: '',
    attributes: {},
    children: childrenOf(root, 'setId').map((one) => ({ ...one, name: 'id' })),
  });
  const version = Number(attributeOf(childOf(root, 'versionNumber'), 'value'));
  const replaces = childrenOf(root, 'relatedDocument')
    .filter((one) => attributeOf(one, 'typeCode') === 'RPLC')
    .flatMap((one) => readIds(childOf(one, 'parentDocument')));
  return {
    ...(setId === undefined ? {} : { setId }),
    ...(Number.isInteger(version) && version > 0 && version < 1e9 ? { version } : {}),
    replaces: replaces.slice(0, 20),
  };
}

function described(root: XmlNode): Pick<CdaDocument, 'code' | 'time' | 'language' | 'legalAuthenticator'> {
  const code = readCode(childOf(root, 'code'));
  const time = readTime(attributeOf(childOf(root, 'effectiveTime'), 'value'));
  const language = attributeOf(childOf(root, 'languageCode'), 'code');
  const signer = childOf(root, 'legalAuthenticator');
  return {
    ...(code === undefined ? {} : { code }),
    ...(time === undefined ? {} : { time }),
    ...(language === undefined ? {} : { language }),
    ...(signer === undefined ? {} : { legalAuthenticator: readAuthor(signer, 'assignedEntity') }),
  };
}

/**
 * Reads a CDA R2 document: any realm, any template. What a header must have for a document to belong to somebody is asked
 * for, everything else may be missing.
 *
 * @param bytes  UTF-8
 * @throws cda.incompleteHeader and what `parseTree` refuses
 * @source HL7 CDA R2 (2005), header and body (verified in the schema)
 */
export function readCda(bytes: Uint8Array): CdaDocument {
  const root = parseTree(bytes);
  const [id] = readIds(root);
  if (id === undefined) throw errors.incompleteHeader({ name: 'id' });
  const role = childOf(root, 'recordTarget', 'patientRole');
  if (role === undefined) throw errors.incompleteHeader({ name: 'recordTarget' });
  if (childrenOf(root, 'recordTarget').length > 1) throw errors.incompleteHeader({ name: 'recordTarget (1)' });
  return {
    id,
    ...versionOf(root),
    ...described(root),
    title: wordsOf(childOf(root, 'title')),
    patient: readPatient(role),
    authors: childrenOf(root, 'author').map((one) => readAuthor(one, 'assignedAuthor')),
    custodian: readOrganization(childOf(root, 'custodian', 'assignedCustodian', 'representedCustodianOrganization')),
    ...readEncounter(root),
    ...readBody(root),
    source: bytes,
  };
}
