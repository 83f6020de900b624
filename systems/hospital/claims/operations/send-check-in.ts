import { createHash } from 'node:crypto';
import { identifierSystems, identifierValue, toVnDay, vnDayOf } from '@lienmach/core';
import type { Operation } from '@lienmach/system-kit';
import type { Binary, Task } from 'fhir/r4';
import { gatewayVersionOn } from '../catalogs/gateway-versions.ts';
import { signatureProfileOn } from '../catalogs/signature-profiles.ts';
import { errors } from '../errors.ts';
import { sendingTask } from '../rules/claim-sending.ts';
import { gatewayOf } from './ask-gateway.ts';
import { bhytCheckIn } from './bhyt-check-in.ts';

const FILE = 'urn:uuid:2b8d5a0e-7a6c-4a0f-9a0b-4f3f5b1ce905';

/** POST Encounter/{id}/$send-check-in: the check-in of a visit goes to the gateway behind, as claims do; the answer is the order. */
export const sendCheckIn: Operation<void, Task> = {
  definition: {
    code: 'send-check-in',
    title: { vi: 'Gửi check-in BHYT', en: 'Send the check-in of a visit' },
    resource: ['Encounter'],
    level: 'instance',
    affectsState: true,
    parameter: [{ name: 'return', use: 'out', min: 1, max: '1', type: 'Task' }],
    allow: ['claims-clerk'],
  },
  async run(ctx, id) {
    gatewayOf(ctx);
    const encounter = await ctx.store.read('Encounter', id);
    const { xml } = await bhytCheckIn.run(ctx, id);
    if (xml?.data === undefined) throw errors.noCheckIn({ at: 'Encounter' });
    const at = ctx.now();
    const version = gatewayVersionOn(vnDayOf(encounter.period?.start ?? at.toISOString()));
    if (version === undefined) throw errors.oldVersion({ at: 'Encounter.period.start' });
    const plain = Buffer.from(xml.data, 'base64').toString('utf8');
    const { name: signature, element } = signatureProfileOn(toVnDay(at));
    const file = Buffer.from(element === undefined ? plain : await ctx.signer.signInto(plain, element, at), 'utf8');
    const binary: Binary = {
      resourceType: 'Binary',
      contentType: 'application/xml',
      ...(encounter.subject === undefined ? {} : { securityContext: encounter.subject }),
      data: file.toString('base64'),
    };
    const task = sendingTask(
      {
        kind: 'check-in',
        envelope: FILE,
        sha256: createHash('sha256').update(file).digest('hex'),
        path: version.checkInPath,
        facility: ctx.site.facility.code,
        claimId: identifierValue(encounter, identifierSystems.claimId) ?? '',
        signature,
      },
      { about: encounter, patient: encounter.subject, by: ctx.actor, at },
    );
    const [key] = task.identifier ?? [];
    const ifNoneExist = `identifier=${encodeURIComponent(`${key?.system}|${key?.value}`)}`;
    const written = await ctx.store.transaction({
      resourceType: 'Bundle',
      type: 'transaction',
      entry: [
        { fullUrl: FILE, resource: binary, request: { method: 'POST', url: 'Binary' } },
        { resource: task, request: { method: 'POST', url: 'Task', ifNoneExist } },
      ],
    });
    const order = written.find((resource) => resource.resourceType === 'Task');
    return order?.resourceType === 'Task' ? order : task;
  },
};
