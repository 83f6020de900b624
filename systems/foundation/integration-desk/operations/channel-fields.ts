import { type ChannelField, channelFields as fields } from '@lienmach/exchange';
import type { Operation, OperationParameter } from '@lienmach/system-kit';
import { integrators, list, out, outs, present } from './desk-parameters.ts';

const texts = (name: string): OperationParameter => ({ name, use: 'out', min: 0, max: '*', type: 'string' });

const fieldOf = ({ pattern, isRequired, ...field }: ChannelField): object => ({
  ...field,
  isRequired: isRequired === true,
  ...present('pattern', pattern?.source),
});

/** GET Endpoint/$channel-fields: every line that a channel may hold, as forms and programs need to know it. */
export const channelFields: Operation<void, { readonly field: readonly object[] }> = {
  definition: {
    code: 'channel-fields',
    title: { vi: 'Các mục của một kênh', en: 'Lines of a channel' },
    resource: ['Endpoint'],
    level: 'type',
    affectsState: false,
    allow: integrators,
    parameter: [
      list('field', [
        out('path', 'string'),
        out('type', 'code'),
        out('meaning', 'string'),
        out('isRequired', 'boolean'),
        texts('choices'),
        texts('transports'),
        ...outs(['direction', 'default', 'unit', 'pattern'], 'string', 0),
        ...outs(['least', 'most'], 'integer', 0),
      ]),
    ],
  },
  run: async () => ({ field: fields.map(fieldOf) }),
};
