import { identifierSystems, identifierValue, nameText, toVnDay } from '@lienmach/core';
import type { ServiceAnswer } from '@lienmach/exchange';
import type { Context } from '@lienmach/system-kit';
import type { CoverageEligibilityRequest, CoverageEligibilityResponse } from 'fhir/r4';
import { cardResultOn } from '../catalogs/card-results.ts';
import { cardResponse, copayResponse } from '../exchange/card-response.ts';
import {
  type AskedCard,
  type AskingPerson,
  cardCall,
  copayCall,
  readCardAnswer,
  readCopayAnswer,
} from '../exchange/gateway-card.ts';
import { askGateway, gatewayOf } from './ask-gateway.ts';

/** Whose card the question is about. */
async function askedCard(ctx: Context, { insurance }: CoverageEligibilityRequest): Promise<AskedCard> {
  const coverage = await ctx.store.follow('Coverage', insurance?.[0]?.coverage);
  const patient = await ctx.store.follow('Patient', coverage.beneficiary);
  const number =
    coverage.subscriberId ??
    identifierValue(coverage, identifierSystems.insuranceCard) ??
    identifierValue(patient, identifierSystems.personalNumber) ??
    '';
  return { number, name: nameText(patient.name), birthDate: patient.birthDate ?? '' };
}

/** The person whom the facility has registered for look-ups: named beside the account. */
const askingPerson = ({ secrets }: ReturnType<typeof gatewayOf>): AskingPerson => ({
  name: secrets.hoTenCb ?? '',
  personalNumber: secrets.cccdCb ?? '',
});

const RAW = 'urn:uuid:5c0b8c63-9a35-4f52-a8f3-0d2b37a7b903';

/** Is the gateway itself in trouble, so that the same question is asked again later? */
export type CardEnd =
  | { readonly response: (raw: string) => CoverageEligibilityResponse; readonly raw: string }
  | 'later';

function endOf(question: CoverageEligibilityRequest, answer: ServiceAnswer, at: Date): CardEnd {
  const raw = answer.text;
  if (question.purpose.includes('benefits')) {
    const read = readCopayAnswer(answer);
    if (read === undefined || read.code === '500' || read.code === '401') return 'later';
    return { raw, response: (kept) => copayResponse(question, read, { raw: kept, at }) };
  }
  const read = readCardAnswer(answer);
  if (read === undefined || cardResultOn(read.code, toVnDay(at)).isPassing) return 'later';
  return { raw, response: (kept) => cardResponse(question, read, { raw: kept, at }) };
}

/** Asks the gateway and keeps what it says, as it came and as it is read. @returns `later`: no clear answer */
export async function askAboutCard(ctx: Context, question: CoverageEligibilityRequest): Promise<'kept' | 'later'> {
  const card = await askedCard(ctx, question);
  const by = askingPerson(gatewayOf(ctx));
  const answer = await askGateway(ctx, (account, session) =>
    question.purpose.includes('benefits') ? copayCall(account, session, card) : cardCall(account, session, card, by),
  );
  const end = endOf(question, answer, ctx.now());
  if (end === 'later') return 'later';
  const data = Buffer.from(end.raw, 'utf8').toString('base64');
  const raw = {
    resourceType: 'Binary',
    contentType: 'application/json',
    securityContext: question.patient,
    data,
  } as const;
  await ctx.store.transaction({
    resourceType: 'Bundle',
    type: 'transaction',
    entry: [
      { fullUrl: RAW, resource: raw, request: { method: 'POST', url: 'Binary' } },
      { resource: end.response(RAW), request: { method: 'POST', url: 'CoverageEligibilityResponse' } },
    ],
  });
  return 'kept';
}
