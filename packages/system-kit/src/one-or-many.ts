import type { OperationParameter } from './system.ts';

type Use = 'in' | 'out';

/** A parameter that comes at most once. */
export const one = (use: Use, name: string, type: string, min = 1): OperationParameter => ({
  name,
  use,
  min,
  max: '1',
  type,
});

/** A list of values of a type, or of parts. */
export const many = (
  use: Use,
  name: string,
  content: string | readonly OperationParameter[],
  min = 0,
): OperationParameter => ({
  name,
  use,
  min,
  max: '*',
  ...(typeof content === 'string' ? { type: content } : { part: content }),
});
