import { defineSystem } from '@lienmach/system-kit';
import { channelFields } from './operations/channel-fields.ts';
import { channelState } from './operations/channel-state.ts';
import { channelVersions } from './operations/channel-versions.ts';
import { deskOverview } from './operations/integration-desk.ts';
import { linkState } from './operations/link-state.ts';
import { mapCode, mapTargets } from './operations/map-code.ts';
import { mappingDesk } from './operations/mapping-desk.ts';
import { messageContent } from './operations/message-content.ts';
import { messageCorrect } from './operations/message-correct.ts';
import { messageRefuse } from './operations/message-refuse.ts';
import { messageReplay } from './operations/message-replay.ts';
import { messageSearch } from './operations/message-search.ts';
import { messageTrace } from './operations/message-trace.ts';
import { outgoingCancel } from './operations/outgoing-cancel.ts';
import { outgoingRetry } from './operations/outgoing-retry.ts';
import { partnerStatistics } from './operations/partner-statistics.ts';
import { replayPage, replayParked } from './operations/replay-parked.ts';
import { retentionFigures } from './operations/retention-figures.ts';
import { rollBackChannel } from './operations/roll-back-channel.ts';
import { saveChannel } from './operations/save-channel.ts';
import { switchChannel } from './operations/switch-channel.ts';
import { tryChannel } from './operations/try-channel.ts';
import { onReplayOrdered } from './subscriptions/on-replay-ordered.ts';

export const integrationDesk = defineSystem({
  id: 'integration-desk',
  title: { vi: 'Bàn tích hợp', en: 'Integration desk' },
  operations: [
    channelFields,
    channelState,
    channelVersions,
    rollBackChannel,
    saveChannel,
    switchChannel,
    tryChannel,
    deskOverview,
    linkState,
    mapCode,
    mapTargets,
    mappingDesk,
    messageContent,
    messageCorrect,
    messageRefuse,
    messageReplay,
    messageSearch,
    messageTrace,
    outgoingCancel,
    outgoingRetry,
    partnerStatistics,
    retentionFigures,
    replayPage,
    replayParked,
  ],
  subscriptions: [onReplayOrdered],
});
