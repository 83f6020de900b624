import type { Operation, OperationParameter } from '@lienmach/system-kit';
import { login } from './account-parameters.ts';

interface Link {
  readonly login: string;
  readonly house: string;
  readonly value: string;
}

const text = (name: string): OperationParameter => ({ name, use: 'in', min: 1, max: '1', type: 'string' });

/**
 * POST $account-link: the person whom another house (of the site file) names by this verified value is this account. The value
 * itself does not stand in the access log.
 */
export const accountLink: Operation<Link, void> = {
  definition: {
    code: 'account-link',
    title: { vi: 'Gắn danh tính với tài khoản', en: 'Link an identity to an account' },
    level: 'system',
    affectsState: true,
    allow: ['administrator'],
    usesEngines: true,
    parameter: [login, text('house'), text('value')],
  },
  async run(ctx, _id, { login: name, house, value }) {
    await ctx.engines.accounts.link(name, house, value.trim());
    await ctx.engines.note([`account/${name}`], `house=${house}`);
  },
};
