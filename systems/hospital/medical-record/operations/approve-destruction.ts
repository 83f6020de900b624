import { approversOf, isDestructionList, toVnIso } from '@lienmach/core';
import type { Operation } from '@lienmach/system-kit';
import { errors } from '../errors.ts';

/** POST List/{id}/$approve-destruction: one person agrees to a list of files; two different people must, before anything goes. */
export const approveDestruction: Operation<void, { readonly approvals: number }> = {
  definition: {
    code: 'approve-destruction',
    title: { vi: 'Duyệt danh mục tiêu hủy', en: 'Approve a destruction list' },
    resource: ['List'],
    level: 'instance',
    affectsState: true,
    allow: ['records-clerk', 'data-officer'],
    readsAs: ['record-keeping'],
    parameter: [{ name: 'approvals', use: 'out', min: 1, max: '1', type: 'integer' }],
  },
  async run(ctx, id) {
    const list = await ctx.store.read('List', id);
    if (!isDestructionList(list) || list.status !== 'current') throw errors.notADestructionList({ at: 'List' });
    if (approversOf(list).includes(ctx.actor.reference)) throw errors.approvedBefore({ at: 'List.note' });
    const note = {
      authorReference: ctx.actor,
      time: toVnIso(ctx.now()),
      text: 'Đã xem danh mục này và đồng ý tiêu hủy.',
    };
    const approved = await ctx.store.update({ ...list, note: [...(list.note ?? []), note] });
    return { approvals: approversOf(approved).length };
  },
};
