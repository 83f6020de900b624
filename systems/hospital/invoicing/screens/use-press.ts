import { isOutcomeError, recordKey, showToast, useVerb } from '@lienmach/ui';

const fields = {
  taxNumber: 'taxNumber',
  personalNumber: 'personalNumber',
  buyerName: 'buyerName',
  buyerAddress: 'buyerAddress',
  buyerEmail: 'buyerEmail',
  reason: 'reason',
} as const;

const toWrongField = (): void => document.querySelector<HTMLElement>('.invoice-side [aria-invalid="true"]')?.focus();

/** A verb of the invoices with its refusal sorted by field; what belongs to no field stands under `''`. */
export function usePress(onDone: () => void) {
  const verb = useVerb(recordKey('Invoice'));
  const errors: Readonly<Record<string, string>> = isOutcomeError(verb.error) ? verb.error.fieldErrors(fields) : {};
  return {
    isBusy: verb.isBusy,
    errors,
    /** what is no refusal: the line is cut */
    trouble: verb.error !== undefined && !isOutcomeError(verb.error) ? verb.error : undefined,
    async press(name: `$${string}`, at: string, input: Readonly<Record<string, unknown>>, said: string) {
      if ((await verb.run(name, at, input)) === undefined) {
        requestAnimationFrame(toWrongField);
        return;
      }
      showToast(said);
      onDone();
    },
  };
}
