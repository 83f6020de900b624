import { defineSystem } from '@lienmach/system-kit';
import { channelState } from './operations/channel-state.ts';
import { rollBackChannel } from './operations/roll-back-channel.ts';
import { saveChannel } from './operations/save-channel.ts';
import { switchChannel } from './operations/switch-channel.ts';
import { tryChannel } from './operations/try-channel.ts';

export const integrationDesk = defineSystem({
  id: 'integration-desk',
  title: { vi: 'Bàn tích hợp', en: 'Integration desk' },
  operations: [channelState, rollBackChannel, saveChannel, switchChannel, tryChannel],
});
