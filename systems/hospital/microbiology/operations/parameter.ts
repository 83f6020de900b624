import type { OperationParameter } from '@lienmach/system-kit';

type Use = 'in' | 'out';

export const one = (use: Use, name: string, type: string, min = 1): OperationParameter => ({
  name,
  use,
  min,
  max: '1',
  type,
});

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
