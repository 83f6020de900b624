import type { Extension } from 'fhir/r4';

const R4 = 'http://hl7.org/fhir/StructureDefinition/';
const SDC = 'http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-';

/** Extensions that a form of this house understands. @source HL7 FHIR R4 and Structured Data Capture 3.0.0 (from memory) */
export const sdc = {
  hidden: `${R4}questionnaire-hidden`,
  itemControl: `${R4}questionnaire-itemControl`,
  orientation: `${R4}questionnaire-choiceOrientation`,
  unit: `${R4}questionnaire-unit`,
  unitOption: `${R4}questionnaire-unitOption`,
  minOccurs: `${R4}questionnaire-minOccurs`,
  maxOccurs: `${R4}questionnaire-maxOccurs`,
  exclusive: `${R4}questionnaire-optionExclusive`,
  referenceResource: `${R4}questionnaire-referenceResource`,
  displayCategory: `${R4}questionnaire-displayCategory`,
  minValue: `${R4}minValue`,
  maxValue: `${R4}maxValue`,
  minLength: `${R4}minLength`,
  regex: `${R4}regex`,
  maxDecimalPlaces: `${R4}maxDecimalPlaces`,
  maxSize: `${R4}maxSize`,
  mimeType: `${R4}mimeType`,
  entryFormat: `${R4}entryFormat`,
  ordinalValue: `${R4}ordinalValue`,
  itemWeight: `${R4}itemWeight`,
  variable: `${R4}variable`,
  enableWhenExpression: `${SDC}enableWhenExpression`,
  initialExpression: `${SDC}initialExpression`,
  calculatedExpression: `${SDC}calculatedExpression`,
  observationExtract: `${SDC}observationExtract`,
  itemExtractionContext: `${SDC}itemExtractionContext`,
  /** ours: the sentence that one key writes into a text on purpose */
  phrase: 'https://lienmach.vn/fhir/StructureDefinition/suggested-phrase',
} as const;

export interface Extended {
  readonly extension?: Extension[] | undefined;
}

export const allOf = (element: Extended | undefined, url: string): Extension[] =>
  (element?.extension ?? []).filter((one) => one.url === url);

/** Value of the first extension of that name, whatever its type; the caller knows what it must be. */
export function extensionOf(element: Extended | undefined, url: string): unknown {
  const found = allOf(element, url)[0];
  return found === undefined ? undefined : valueIn(found);
}

/** the one `value[x]` of an element */
export const valueIn = (element: object): unknown =>
  Object.entries(element).find(([key]) => /^value[A-Z]/.test(key))?.[1];

export const numberIn = (element: Extended | undefined, url: string): number | undefined => {
  const value = extensionOf(element, url);
  return typeof value === 'number' ? value : undefined;
};

export const textIn = (element: Extended | undefined, url: string): string | undefined => {
  const value = extensionOf(element, url);
  return typeof value === 'string' ? value : undefined;
};

/** code of a CodeableConcept extension, e.g. `drop-down` */
export function codeIn(element: Extended | undefined, url: string): string | undefined {
  const concept = allOf(element, url)[0];
  return concept?.valueCodeableConcept?.coding?.[0]?.code ?? concept?.valueCode;
}
