import { toVnDay } from '@lienmach/core';
import { isFhirError } from '@lienmach/outcome';
import type { Context } from '@lienmach/system-kit';
import { type OutgoingFile, readReceipt, sendingCall } from '../exchange/gateway-sending.ts';
import { type SendingEnd, type SendingTrouble, sendingEnd } from '../rules/sending-end.ts';
import { askGateway } from './ask-gateway.ts';

const troubles: Readonly<Record<string, SendingTrouble>> = {
  'exchange.serviceUnreachable': 'unreachable',
  'exchange.servicePrivate': 'unreachable',
  'exchange.serviceSilent': 'silent',
  'claims.noGateway': 'unreachable',
  'claims.gatewayPage': 'page',
  'claims.gatewayAccount': 'account',
};

/** What went wrong with the gateway; undefined: it was something else. */
export const gatewayTroubleOf = (thrown: unknown): SendingTrouble | undefined =>
  isFhirError(thrown) ? troubles[thrown.code ?? ''] : undefined;

/** One attempt. Trouble with the gateway is an end like others; it never throws for it. */
export async function trySending(ctx: Context, file: OutgoingFile): Promise<SendingEnd> {
  try {
    const answer = await askGateway(ctx, (account, session) => sendingCall(account, session, file));
    return sendingEnd(answer, readReceipt(answer), toVnDay(ctx.now()));
  } catch (thrown) {
    const trouble = gatewayTroubleOf(thrown);
    if (trouble === undefined) throw thrown;
    const detail = isFhirError(thrown) ? (thrown.outcome.issue[0]?.diagnostics ?? '') : '';
    return { kind: 'later', trouble, detail };
  }
}
