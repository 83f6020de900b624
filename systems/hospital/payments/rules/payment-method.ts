import type { Invoice } from 'fhir/r4';
import { paymentMethods } from '../catalogs/payment-methods.ts';

export type Method = keyof typeof paymentMethods;

export const isMethod = (text: string): text is Method => Object.hasOwn(paymentMethods, text);

export const allMethods: readonly Method[] = Object.keys(paymentMethods).filter(isMethod);

export const methodName = (method: Method): string => paymentMethods[method].name;

/** How a paper of the counter was paid. @source none: our own code list */
export const methodOfPaper = ({ paymentTerms }: Invoice): Method | undefined =>
  allMethods.find((method) => methodName(method) === paymentTerms);

/** @source QĐ 1813/QĐ-TTg (28/10/2021), programme of payments without cash: what counts as cashless (from memory) */
export const isCashless = (method: Method): boolean => paymentMethods[method].isCashless;

/** Cards and wallets: only the machine's own slip proves them. @source none: own choice */
export const needsSlip = (method: Method): boolean => paymentMethods[method].proof === 'slip';

/**
 * May money that came one way go back another? What a card or a wallet paid goes back there: cash for it would be a withdrawal.
 *
 * @source rules of card schemes on refunds (from memory); cash and transfer for each other: own choice (unsure)
 */
export function mayGoBack(paid: Method | undefined, back: Method): boolean {
  const ways: readonly string[] = paid === undefined ? allMethods : paymentMethods[paid].refundBy;
  return ways.includes(back);
}
