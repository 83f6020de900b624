import { formatNumber, useTexts } from '@lienmach/ui';
import { findClaimRule } from '../catalogs/claim-rules.ts';
import { type ClaimState, claimStates } from '../rules/stored-claim.ts';
import { type MoneyLine, MoneyLines } from './money-lines.tsx';
import { useRuleText } from './rule-words.ts';
import { texts } from './texts.ts';
import type { Board } from './use-board.ts';

const toneOf = (state: string): MoneyLine['tone'] =>
  state === 'blocked' || state === 'refused' || state === 'rejected' ? 'bad' : 'warn';

interface StateLinesProps {
  readonly board: Board;
  readonly state: ClaimState;
  readonly onChoose: (state: ClaimState) => void;
}

/** Where the claims of the month stand. */
export function StateLines({ board, state, onChoose }: StateLinesProps) {
  const t = useTexts(texts);
  const lines = board.state.map(
    ({ code, claims, atRisk }): MoneyLine => ({
      key: code,
      name: t.states[code] ?? code,
      hint: <span className="cnt">{formatNumber(claims)}</span>,
      amount: claims === 0 ? 0 : atRisk,
      tone: toneOf(code),
    }),
  );
  return (
    <MoneyLines
      label={t.statesTitle}
      isCompact
      lines={lines}
      chosen={state}
      onChoose={(code) => {
        const next = claimStates.find((one) => one === code);
        if (next !== undefined) onChoose(next);
      }}
    />
  );
}

/** What they break, most đồng first. */
export function RuleLines({ board }: { readonly board: Board }) {
  const t = useTexts(texts);
  const textOf = useRuleText();
  if (board.rule.length === 0) return <p className="sec claims-none">{t.noRules}</p>;
  const lines = board.rule.slice(0, 30).map(({ code, claims, atRisk }): MoneyLine => {
    const isStop = findClaimRule(code)?.severity === 'error';
    return {
      key: code,
      name: textOf(code),
      hint: `${code} · ${t.ruleClaims(formatNumber(claims))} · ${isStop ? t.stops : t.warns}`,
      amount: atRisk,
      tone: isStop ? 'bad' : 'warn',
    };
  });
  return <MoneyLines label={t.rulesTitle} lines={lines} />;
}
