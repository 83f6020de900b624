import type { Context } from '@lienmach/system-kit';
import type { ToldChannel } from './told-channels.ts';
import type { ToldMessage } from './told-messages.ts';

type Door = { readonly outbound: Pick<Context['outbound'], 'send'> };

/** In order; what comes after a message that cannot be sent waits with it. */
async function tellOne({ outbound }: Door, channel: ToldChannel, messages: readonly ToldMessage[], key: string) {
  for (const { kind, controlId, content } of messages)
    if (channel.kinds.includes(kind)) await outbound.send(channel.id, { key, controlId, content: content(channel) });
}

/** One channel that cannot be told keeps no other from being told. @throws what failed first, after the rest was told */
export async function tellAll(
  door: Door,
  channels: readonly ToldChannel[],
  messages: readonly ToldMessage[],
  key: string,
): Promise<void> {
  const failures: unknown[] = [];
  for (const channel of channels)
    await tellOne(door, channel, messages, key).catch((thrown: unknown) => failures.push(thrown));
  // told again later: a message that left already leaves once
  if (failures.length > 0) throw failures[0];
}
