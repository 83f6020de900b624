import type { Operation } from '@lienmach/system-kit';

interface Chain {
  readonly seals: number;
  readonly sealedAt?: string;
  readonly isIntact?: boolean;
  readonly sealed?: number;
  readonly unsealed?: number;
  readonly finding?: readonly string[];
}

const out = (name: string, type: string, min = 0, max: '1' | '*' = '1') =>
  ({ name, use: 'out', min, max, type }) as const;

/** findings that are shown; one is already too many */
const MOST = 50;

/** POST $audit-chain: how far the access log is sealed; with `check` the whole chain is walked and every break named. */
export const auditChain: Operation<{ readonly check?: boolean }, Chain> = {
  definition: {
    code: 'audit-chain',
    title: { vi: 'Kiểm chuỗi nhật ký', en: 'Check the chain of the access log' },
    level: 'system',
    affectsState: false,
    allow: ['administrator'],
    usesEngines: true,
    parameter: [
      { name: 'check', use: 'in', min: 0, max: '1', type: 'boolean' },
      out('seals', 'integer', 1),
      out('sealedAt', 'instant'),
      out('isIntact', 'boolean'),
      out('sealed', 'integer'),
      out('unsealed', 'integer'),
      out('finding', 'string', 0, '*'),
    ],
  },
  async run(ctx, _id, { check = false }) {
    const chain = await ctx.engines.audit.chain();
    if (!check) return chain;
    const { isIntact, sealed, unsealedTail, findings } = await ctx.engines.audit.check();
    return { ...chain, isIntact, sealed, unsealed: unsealedTail, finding: findings.slice(0, MOST) };
  },
};
