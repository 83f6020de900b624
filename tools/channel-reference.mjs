// Writes docs/integration/channels.md from the table that also checks every channel: `npm run channel-reference`.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { channelReference } from '../packages/exchange/src/channels/channel-reference.ts';

writeFileSync(join(import.meta.dirname, '..', 'docs', 'integration', 'channels.md'), channelReference());
console.log('docs/integration/channels.md written');
