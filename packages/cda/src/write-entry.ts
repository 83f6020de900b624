import type { AllergyDraft, EntryDraft, MeasureDraft, MedicineDraft, PanelDraft, ProblemDraft } from './cda-draft.ts';
import {
  amountXml,
  codeXml,
  conceptXml,
  element,
  idsXml,
  periodXml,
  textXml,
  timeXml,
  valueXml,
} from './write-values.ts';

const ASSERTION = { code: 'ASSERTION', system: '2.16.840.1.113883.5.4' };
const CONCERN = { code: 'CONC', system: '2.16.840.1.113883.5.6' };
const INTERPRETATION = '2.16.840.1.113883.5.83';

const rowXml = (row: string | undefined): string =>
  row === undefined ? '' : element('text', {}, element('reference', { value: `#${row}` }));

const statusXml = (code: string): string => element('statusCode', { code });

function rangeXml(range: MeasureDraft['range']): string {
  if (range === undefined) return '';
  const { low, high, text } = range;
  const interval = [
    low === undefined ? '' : amountXml('low', low),
    high === undefined ? '' : amountXml('high', high),
  ].join('');
  const inside = [
    text === undefined ? '' : element('text', {}, textXml(text)),
    interval === '' ? '' : element('value', { 'xsi:type': 'IVL_PQ' }, interval),
  ];
  return element('referenceRange', {}, element('observationRange', {}, ...inside));
}

function measureXml(one: MeasureDraft): string {
  return element(
    'observation',
    { classCode: 'OBS', moodCode: 'EVN' },
    idsXml(one.ids),
    conceptXml('code', one.concept),
    rowXml(one.row),
    statusXml(one.status ?? 'completed'),
    timeXml('effectiveTime', one.start),
    valueXml(one.value),
    one.flag === undefined ? '' : codeXml('interpretationCode', { code: one.flag, system: INTERPRETATION }),
    rangeXml(one.range),
  );
}

const panelXml = (panel: PanelDraft): string =>
  element(
    'organizer',
    { classCode: panel.kind === 'battery' ? 'BATTERY' : 'CLUSTER', moodCode: 'EVN' },
    idsXml(panel.ids),
    conceptXml('code', panel.concept),
    statusXml(panel.status),
    timeXml('effectiveTime', panel.start),
    ...panel.parts.map((part) => element('component', {}, measureXml(part))),
  );

/** A concern whose subject is what somebody has. */
const concernXml = ({ isActive, start }: Pick<ProblemDraft, 'isActive' | 'start'>, subject: string): string =>
  element(
    'act',
    { classCode: 'ACT', moodCode: 'EVN' },
    element('id', { nullFlavor: 'NI' }),
    codeXml('code', CONCERN),
    statusXml(isActive ? 'active' : 'completed'),
    element('effectiveTime', {}, timeXml('low', start)),
    element('entryRelationship', { typeCode: 'SUBJ' }, subject),
  );

const problemXml = (one: ProblemDraft): string =>
  concernXml(
    one,
    element(
      'observation',
      { classCode: 'OBS', moodCode: 'EVN' },
      idsXml(one.ids),
      codeXml('code', ASSERTION),
      rowXml(one.row),
      statusXml('completed'),
      one.isActive && one.end === undefined
        ? element('effectiveTime', {}, timeXml('low', one.start))
        : periodXml('effectiveTime', one.start, one.end),
      conceptXml('value', one.concept, 'CD'),
    ),
  );

/** SNOMED CT: allergic disposition; the one concept that every reader of allergies looks for */
const ALLERGY = { codes: [{ code: '419199007', system: '2.16.840.1.113883.6.96' }], text: '' };

function allergyXml(one: AllergyDraft): string {
  const entity = element('playingEntity', { classCode: 'MMAT' }, conceptXml('code', one.concept));
  const participant = element(
    'participant',
    { typeCode: 'CSM' },
    element(
      'participantRole',
      { classCode: 'MANU' },
      one.isNone ? element('playingEntity', { classCode: 'MMAT' }, element('code', { nullFlavor: 'NA' })) : entity,
    ),
  );
  const reactions = one.reactions.map((text) =>
    element(
      'entryRelationship',
      { typeCode: 'MFST', inversionInd: 'true' },
      element(
        'observation',
        { classCode: 'OBS', moodCode: 'EVN' },
        codeXml('code', ASSERTION),
        statusXml('completed'),
        conceptXml('value', { codes: [], text }, 'CD'),
      ),
    ),
  );
  return concernXml(
    one,
    element(
      'observation',
      { classCode: 'OBS', moodCode: 'EVN', ...(one.isNone ? { negationInd: 'true' } : {}) },
      idsXml(one.ids),
      codeXml('code', ASSERTION),
      rowXml(one.row),
      statusXml('completed'),
      element('effectiveTime', {}, timeXml('low', one.start)),
      conceptXml('value', ALLERGY, 'CD'),
      participant,
      ...reactions,
    ),
  );
}

const medicineXml = (one: MedicineDraft): string =>
  element(
    'substanceAdministration',
    { classCode: 'SBADM', moodCode: one.mood },
    idsXml(one.ids),
    rowXml(one.row),
    statusXml(one.isActive ? 'active' : 'completed'),
    periodXml('effectiveTime', one.start, one.end, true),
    one.dose === undefined ? '' : amountXml('doseQuantity', one.dose),
    element(
      'consumable',
      {},
      element(
        'manufacturedProduct',
        { classCode: 'MANU' },
        element(
          'manufacturedMaterial',
          {},
          conceptXml('code', one.concept),
          one.lot === undefined ? '' : element('lotNumberText', {}, textXml(one.lot)),
        ),
      ),
    ),
  );

const statementXml = (one: EntryDraft): string => {
  switch (one.kind) {
    case 'observation':
      return measureXml(one);
    case 'battery':
    case 'cluster':
      return panelXml(one);
    case 'problem':
      return problemXml(one);
    case 'allergy':
      return allergyXml(one);
    case 'medicine':
      return medicineXml(one);
  }
};

/** One clinical statement, in the order of the schema. @source HL7 CDA R2 (2005), clinical statements (verified in the schema) */
export const entryXml = (one: EntryDraft): string => element('entry', { typeCode: 'DRIV' }, statementXml(one));
