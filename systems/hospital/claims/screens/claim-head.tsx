import {
  Button,
  ErrorNote,
  formatDate,
  formatMoney,
  isOutcomeError,
  Note,
  StatusChip,
  type Tone,
  useTexts,
} from '@lienmach/ui';
import type { Claim } from 'fhir/r4';
import { type ClaimState, insurerPartOf, riskOf } from '../rules/stored-claim.ts';
import { texts } from './texts.ts';
import { claimIdOf, type OpenClaim } from './use-claim.ts';

const tones: Readonly<Record<ClaimState, Tone>> = {
  blocked: 'bad',
  ready: 'ok',
  locked: 'info',
  queued: 'doing',
  sent: 'info',
  refused: 'bad',
  reviewed: 'ok',
  rejected: 'bad',
  withdrawn: 'neutral',
};

/** Whose claim it is, where it stands, and its money. */
export function Head({ claim, state }: { readonly claim: Claim; readonly state: ClaimState | undefined }) {
  const t = useTexts(texts);
  const dong = (amount: bigint): string => formatMoney(Number(amount / 100n));
  return (
    <header className="claim-head">
      <h2 className="claim-name">{claim.patient.display}</h2>
      <span className="n sec">{claimIdOf(claim)}</span>
      <span className="n sec">
        {formatDate(claim.billablePeriod?.start)}–{formatDate(claim.billablePeriod?.end)}
      </span>
      {state !== undefined && <StatusChip tone={tones[state]}>{t.states[state]}</StatusChip>}
      <span className="grow" />
      <span className="claim-sum">
        {t.asked} <b className="n">{dong(insurerPartOf(claim))}</b>
      </span>
      <span className="claim-sum">
        {t.atRisk} <b className={riskOf(claim) > 0n ? 'n hi' : 'n'}>{dong(riskOf(claim))}</b>
      </span>
    </header>
  );
}

/** Refusals of the last press; somebody else's change says so and shows the new state. */
export function Problems({ desk, isAsking }: { readonly desk: OpenClaim; readonly isAsking: boolean }) {
  const t = useTexts(texts);
  const { error, clear } = desk.verb;
  if (error === undefined || isAsking) return null;
  const isConflict = isOutcomeError(error) && error.status === 412;
  if (!isConflict) return <ErrorNote error={error} />;
  const reload = (): void => {
    clear();
    void desk.refetch();
  };
  return (
    <Note tone="warn" title={t.conflict} action={<Button onClick={reload}>{t.reload}</Button>}>
      {t.conflictHint}
    </Note>
  );
}

/** Somebody wants it open again, and a second person has to agree. */
export function Request({ desk }: { readonly desk: OpenClaim }) {
  const t = useTexts(texts);
  const { request } = desk.history;
  if (request === undefined) return null;
  const who = request.requester?.display ?? '';
  return (
    <Note tone="warn" title={t.waiting(who, request.reasonCode?.text ?? '')}>
      {desk.isOwnRequest && t.waitingOwn}
    </Note>
  );
}
