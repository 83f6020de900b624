import { codeSystems } from '@lienmach/core';
import type { CodeSystem } from 'fhir/r4';
import { LOINC_VERSION, labIndicators } from './lab-indicators.ts';

/** The indicators as a FHIR CodeSystem, each with its LOINC code and UCUM unit as properties. */
export const labIndicatorCodeSystem: CodeSystem = {
  resourceType: 'CodeSystem',
  id: 'lab-indicator',
  url: codeSystems.labIndicator,
  version: '2026-11',
  name: 'LabIndicator',
  title: 'Chỉ số xét nghiệm',
  status: 'active',
  content: 'complete',
  copyright: `LOINC ${LOINC_VERSION} codes and names: © Regenstrief Institute, Inc., https://loinc.org/license`,
  property: [
    { code: 'loinc', type: 'Coding' },
    { code: 'unit', type: 'string' },
  ],
  concept: labIndicators.map((indicator) => ({
    code: indicator.code,
    display: indicator.name,
    property: [
      {
        code: 'loinc',
        valueCoding: { system: codeSystems.loinc, code: indicator.loinc, display: indicator.loincName },
      },
      { code: 'unit', valueString: indicator.ucum },
    ],
  })),
};
