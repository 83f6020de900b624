import { codeSystems, extensions } from '@lienmach/core';
import type { ActivityDefinition } from 'fhir/r4';

/** A site's own row: electrolytes in two steps, the first by rules. */
export const twoStepElectrolytes: ActivityDefinition = {
  resourceType: 'ActivityDefinition',
  status: 'active',
  title: 'Điện giải đồ (Na, K, Cl) [Máu]',
  code: { coding: [{ system: codeSystems.services7603, code: '23.0058.1487' }] },
  extension: [
    {
      url: extensions.labRow,
      valueString: JSON.stringify({
        tube: 'serum',
        section: 'chemistry',
        indicators: ['NA', 'K', 'CL'],
        steps: 2,
        isAutomatic: true,
        instrument: 'SH-01',
      }),
    },
  ],
};
