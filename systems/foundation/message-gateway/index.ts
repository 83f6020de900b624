import { defineSystem } from '@lienmach/system-kit';
import { adtMappings } from './exchange/adt.ts';
import { dftMappings } from './exchange/dft.ts';
import { rdsO13 } from './exchange/dispense.ts';
import { mdmMappings } from './exchange/mdm.ts';
import { orderMappings } from './exchange/order.ts';
import { problemMappings } from './exchange/problem.ts';
import { queryMappings } from './exchange/query.ts';
import { siuMappings } from './exchange/siu.ts';
import { vxuV04 } from './exchange/vxu.ts';
import { tellPartners } from './subscriptions/tell-partners.ts';

export const messageGateway = defineSystem({
  id: 'message-gateway',
  title: { vi: 'Cổng bản tin', en: 'Message gateway' },
  followers: [tellPartners],
  messages: [
    ...adtMappings,
    ...siuMappings,
    ...mdmMappings,
    ...orderMappings,
    ...dftMappings,
    ...problemMappings,
    ...queryMappings,
    vxuV04,
    rdsO13,
  ],
});
