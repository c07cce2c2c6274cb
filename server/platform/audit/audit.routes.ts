import { Hono } from 'hono';
import { AuditEntry, AuditQuery, AuditVerification } from '../../../shared/platform/audit.ts';
import { pageOf } from '../../../shared/platform/values.ts';
import type { House } from '../house.ts';
import { describe } from '../http/describe.ts';
import type { Environment } from '../http/environment.ts';
import type { Policies } from '../http/policy.ts';
import { input } from '../http/validate.ts';
import { readLog } from './log.ts';
import { verifyLog } from './verification.ts';

export function auditRoutes(house: House, { atLeast, atLeastStreaming }: Policies) {
  return new Hono<Environment>()
    .get(
      '/',
      atLeast('owner'),
      describe('Audit log', 'Who did what, when and from where, newest first', pageOf(AuditEntry)),
      input('query', AuditQuery),
      async (context) =>
        context.json(await readLog(context.var.transaction, context.req.valid('query'))),
    )
    .get(
      '/verification',
      atLeastStreaming('owner'),
      describe('Audit log', 'Whether an entry was changed, removed or cut off', AuditVerification),
      async (context) => {
        const { workspaceId } = context.var.actor;
        return context.json(await verifyLog(house.db, house.config.dataDir, workspaceId));
      },
    );
}
