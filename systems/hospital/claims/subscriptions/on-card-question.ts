import { identifierSystems } from '@lienmach/core';
import type { Context, Subscription } from '@lienmach/system-kit';
import type { CoverageEligibilityRequest } from 'fhir/r4';
import { errors } from '../errors.ts';
import { noAnswerResponse } from '../exchange/card-response.ts';
import { askAboutCard } from '../operations/ask-about-card.ts';
import { gatewayTroubleOf } from '../operations/try-sending.ts';
import { endsAsking } from '../rules/card-question.ts';
import { LOOK_UP_LANE } from '../rules/gateway-lane.ts';
import { type SendingTrouble, troubleText } from '../rules/sending-end.ts';

const isOurs = ({ identifier = [] }: CoverageEligibilityRequest): boolean =>
  identifier.some(({ system }) => system === identifierSystems.cardQuestion);

/** Some four hours; a person or the next day asks anew. */
const MOST_ATTEMPTS = 60;

const isAnswered = async ({ store }: Context, { id, patient }: CoverageEligibilityRequest): Promise<boolean> => {
  const query = `patient=${patient.reference}&request=CoverageEligibilityRequest/${id}`;
  const answers = await store.search('CoverageEligibilityResponse', query, 10);
  return answers.some(endsAsking);
};

/** Asks the gateway about a card behind whoever wants to know; what cannot be asked is noted and tried again, and noted once more when that ends. */
export const onCardQuestion: Subscription<'CoverageEligibilityRequest'> = {
  id: 'on-card-question',
  on: 'CoverageEligibilityRequest',
  when: (question) => question.status === 'active' && isOurs(question),
  lane: LOOK_UP_LANE,
  attempts: MOST_ATTEMPTS,
  actAs: ['claims-clerk'],

  async react(ctx, question, attempt) {
    if (await isAnswered(ctx, question)) return;
    let trouble: SendingTrouble = 'page';
    try {
      if ((await askAboutCard(ctx, question)) === 'kept') return;
    } catch (thrown) {
      const found = gatewayTroubleOf(thrown);
      if (found === undefined) throw thrown;
      trouble = found;
    }
    const isOver = attempt >= MOST_ATTEMPTS;
    const note = { why: troubleText[trouble], at: ctx.now(), isOver };
    if (attempt === 1 || isOver) await ctx.store.create(noAnswerResponse(question, note));
    if (!isOver) throw errors.gatewayLater({ detail: trouble });
  },
};
