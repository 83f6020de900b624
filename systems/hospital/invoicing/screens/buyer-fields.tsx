import { SelectField, TextField, useTexts } from '@lienmach/ui';
import { texts } from './texts.ts';

const ways = ['consumer', 'company', 'person'] as const;
type Way = (typeof ways)[number];
const isWay = (text: string): text is Way => ways.some((way) => way === text);

export interface BuyerForm {
  readonly way: Way;
  readonly name: string;
  readonly number: string;
  readonly address: string;
  readonly email: string;
}

export const noBuyer: BuyerForm = { way: 'consumer', name: '', number: '', address: '', email: '' };

/** As the verbs take it; empty fields are left out. */
export function buyerInput({ way, name, number, address, email }: BuyerForm): Record<string, string> {
  const given: Record<string, string> = {
    buyerName: way === 'consumer' ? '' : name,
    taxNumber: way === 'company' ? number : '',
    personalNumber: way === 'person' ? number : '',
    buyerAddress: address,
    buyerEmail: email,
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value.trim() !== ''));
}

export const isBuyerWhole = ({ way, name, number }: BuyerForm): boolean =>
  way === 'consumer' || (name.trim() !== '' && number.trim() !== '');

interface BuyerFieldsProps {
  readonly buyer: BuyerForm;
  readonly onChange: (buyer: BuyerForm) => void;
  readonly errors: Readonly<Record<string, string>>;
}

/** Who an invoice is made out to. */
export function BuyerFields({ buyer, onChange, errors }: BuyerFieldsProps) {
  const t = useTexts(texts);
  const set = (change: Partial<BuyerForm>): void => onChange({ ...buyer, ...change });
  const numberError = buyer.way === 'company' ? errors.taxNumber : errors.personalNumber;
  return (
    <>
      <SelectField
        name="way"
        label={t.forWhom}
        value={buyer.way}
        onChange={(value) => isWay(value) && set({ way: value })}
        options={ways.map((value) => ({ value, label: t[value] }))}
      />
      {buyer.way !== 'consumer' && (
        <>
          <TextField
            name="number"
            label={buyer.way === 'company' ? t.taxNumber : t.personalNumber}
            value={buyer.number}
            onChange={(number) => set({ number })}
            error={numberError}
            isRequired
          />
          <TextField
            name="name"
            label={t.buyerName}
            value={buyer.name}
            onChange={(name) => set({ name })}
            error={errors.buyerName}
            isRequired
          />
          <TextField
            name="address"
            label={t.buyerAddress}
            value={buyer.address}
            onChange={(address) => set({ address })}
            error={errors.buyerAddress}
          />
        </>
      )}
      <TextField
        name="email"
        label={t.buyerEmail}
        value={buyer.email}
        onChange={(email) => set({ email })}
        error={errors.buyerEmail}
      />
    </>
  );
}
