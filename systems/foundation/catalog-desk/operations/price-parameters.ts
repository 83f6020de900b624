import { priceClasses } from '@lienmach/core';
import type { Context, OperationParameter } from '@lienmach/system-kit';

type Concept = Awaited<ReturnType<Context['terminology']['expand']>>['concepts'][number];

const out = (name: string, type: string, min = 0): OperationParameter => ({ name, use: 'out', min, max: '1', type });
const told = [...priceClasses.map(({ property }) => property), 'unit', 'group', 'decision'] as const;

/** one code with its price, as it stands in a period */
export const priceParts: readonly OperationParameter[] = [
  ...['code', 'display'].map((name) => out(name, 'string', 1)),
  ...told.map((name) => out(name, 'string')),
  ...['validFrom', 'validTo'].map((name) => out(name, 'date')),
];

export const pricedLine = ({ code, display, properties, validFrom, validTo }: Concept) => ({
  code,
  display,
  ...Object.fromEntries(
    told.flatMap((name) => (properties[name] === undefined ? [] : [[name, String(properties[name])]])),
  ),
  ...(validFrom === undefined ? {} : { validFrom }),
  ...(validTo === undefined ? {} : { validTo }),
});
