import type { CdaDraft, OrganizationDraft, PatientDraft, PersonDraft, SectionDraft, SignerDraft } from './cda-draft.ts';
import { entryXml } from './write-entry.ts';
import { codeXml, conceptXml, element, idsXml, idXml, periodXml, textXml, timeText, timeXml } from './write-values.ts';

const GENDERS = '2.16.840.1.113883.5.1';
const genders = { male: 'M', female: 'F', other: 'UN' } as const;

/** A name in the order it is spoken: in Viet Nam the family name goes first. */
function nameXml(name: PersonDraft['name']): string {
  const parts = [
    ...(name?.family === undefined || name.family === '' ? [] : [element('family', {}, textXml(name.family))]),
    ...(name?.given ?? []).filter((part) => part !== '').map((part) => element('given', {}, textXml(part))),
  ];
  if (parts.length > 0) return element('name', { use: 'L' }, parts.join(' '));
  const text = name?.text ?? '';
  return text === '' ? element('name', { nullFlavor: 'UNK' }) : element('name', { use: 'L' }, textXml(text));
}

const addressXml = (address: string | undefined): string =>
  address === undefined || address === ''
    ? ''
    : element('addr', {}, element('streetAddressLine', {}, textXml(address)));

/** telephone numbers as the address of a call: blanks are not part of it */
const phoneXml = (phone: string | undefined): string =>
  phone === undefined || phone === '' ? '' : element('telecom', { value: `tel:${phone.replace(/\s+/g, '')}` });

const organizationXml = (name: string, { ids, name: called, address, phone }: OrganizationDraft): string =>
  element(name, {}, idsXml(ids), element('name', {}, textXml(called)), phoneXml(phone), addressXml(address));

function birthXml(birth: string | undefined): string {
  const value = timeText(birth);
  return element('birthTime', value === undefined ? { nullFlavor: 'UNK' } : { value });
}

function genderXml(gender: PatientDraft['gender']): string {
  const code = gender === undefined || gender === 'unknown' ? undefined : genders[gender];
  return element(
    'administrativeGenderCode',
    code === undefined ? { nullFlavor: 'UNK' } : { code, codeSystem: GENDERS },
  );
}

const patientXml = (patient: PatientDraft): string =>
  element(
    'recordTarget',
    {},
    element(
      'patientRole',
      {},
      idsXml(patient.ids),
      addressXml(patient.address),
      ...(patient.phones ?? []).map(phoneXml),
      element('patient', {}, nameXml(patient.name), genderXml(patient.gender), birthXml(patient.birth)),
    ),
  );

const assignedXml = (name: string, signer: SignerDraft, organization: OrganizationDraft): string =>
  element(
    name,
    {},
    idsXml(signer.ids),
    addressXml(signer.address),
    ...(signer.phones ?? []).map(phoneXml),
    element('assignedPerson', {}, nameXml(signer.name)),
    organizationXml('representedOrganization', organization),
  );

const authorXml = ({ author, organization }: CdaDraft): string =>
  element('author', {}, timeXml('time', author.time), assignedXml('assignedAuthor', author, organization));

const signerXml = ({ legalAuthenticator, organization }: CdaDraft): string =>
  legalAuthenticator === undefined
    ? ''
    : element(
        'legalAuthenticator',
        {},
        timeXml('time', legalAuthenticator.time),
        element('signatureCode', { code: 'S' }),
        assignedXml('assignedEntity', legalAuthenticator, organization),
      );

const replacedXml = ({ replaces, setId }: CdaDraft): string =>
  replaces === undefined
    ? ''
    : element(
        'relatedDocument',
        { typeCode: 'RPLC' },
        element(
          'parentDocument',
          {},
          idXml(replaces.id),
          idXml(setId, 'setId'),
          element('versionNumber', { value: String(replaces.version) }),
        ),
      );

/** XFRM: this document says the same in another form; the digest of that form stands here. */
const pageXml = ({ page }: CdaDraft): string =>
  page === undefined
    ? ''
    : element(
        'relatedDocument',
        { typeCode: 'XFRM' },
        element(
          'parentDocument',
          {},
          idXml(page.id),
          element('text', {
            mediaType: page.mediaType,
            integrityCheck: page.sha256,
            integrityCheckAlgorithm: 'SHA-256',
          }),
        ),
      );

function encounterXml({ encounter, organization }: CdaDraft): string {
  if (encounter === undefined) return '';
  const { ids, kind, start, end, disposition, place } = encounter;
  const where = element(
    'location',
    {},
    element(
      'healthCareFacility',
      {},
      place === undefined ? '' : element('location', {}, element('name', {}, textXml(place))),
      organizationXml('serviceProviderOrganization', organization),
    ),
  );
  return element(
    'componentOf',
    {},
    element(
      'encompassingEncounter',
      {},
      idsXml(ids),
      kind === undefined ? '' : codeXml('code', kind),
      periodXml('effectiveTime', start, end),
      disposition === undefined ? '' : conceptXml('dischargeDispositionCode', disposition),
      where,
    ),
  );
}

const lineXml = (line: string): string => element('paragraph', {}, textXml(line));

function narrativeXml({ paragraphs = [], table }: SectionDraft): string {
  const cells = (name: string, all: readonly string[]) => all.map((one) => element(name, {}, textXml(one))).join('');
  const drawn =
    table === undefined || table.rows.length === 0
      ? ''
      : element(
          'table',
          {},
          element('thead', {}, element('tr', {}, cells('th', table.head))),
          element('tbody', {}, ...table.rows.map(({ id, cells: row }) => element('tr', { ID: id }, cells('td', row)))),
        );
  return element('text', {}, ...paragraphs.map(lineXml), drawn);
}

const sectionXml = (section: SectionDraft): string =>
  element(
    'component',
    {},
    element(
      'section',
      {},
      codeXml('code', section.code),
      element('title', {}, textXml(section.title)),
      narrativeXml(section),
      ...(section.entries ?? []).map(entryXml),
    ),
  );

/**
 * The document as XML, elements in the order of the schema. What is not known is written with a null flavor.
 *
 * @source HL7 CDA R2 (2005) (verified in the schema)
 */
export function writeCda(draft: CdaDraft): string {
  const { code, organization } = draft;
  const document = element(
    'ClinicalDocument',
    { xmlns: 'urn:hl7-org:v3', 'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance' },
    element('typeId', { root: '2.16.840.1.113883.1.3', extension: 'POCD_HD000040' }),
    idXml(draft.id),
    codeXml('code', code),
    element('title', {}, textXml(draft.title)),
    timeXml('effectiveTime', draft.time),
    element('confidentialityCode', {
      code: draft.isRestricted === true ? 'R' : 'N',
      codeSystem: '2.16.840.1.113883.5.25',
    }),
    element('languageCode', { code: draft.language }),
    idXml(draft.setId, 'setId'),
    element('versionNumber', { value: String(draft.version) }),
    patientXml(draft.patient),
    authorXml(draft),
    element(
      'custodian',
      {},
      element('assignedCustodian', {}, organizationXml('representedCustodianOrganization', organization)),
    ),
    signerXml(draft),
    replacedXml(draft),
    pageXml(draft),
    encounterXml(draft),
    element('component', {}, element('structuredBody', {}, ...draft.sections.map(sectionXml))),
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n${document}\n`;
}
