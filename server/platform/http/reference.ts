import type { Handler, Hono } from 'hono';
import { generateSpecs } from 'hono-openapi';
import type { OpenAPIV3_1 } from 'openapi-types';
import { z } from 'zod';
import type { Environment } from './environment.ts';
import { Problem } from './problems.ts';

/** How the OpenAPI document is made from the routes; every refusal is a Problem, also of wrong input. */
export function specification(publicUrl: string) {
  return { documentation: apiDocument(publicUrl), defaultValidationErrorResponse: false };
}

/** What stands around the routes in the document. */
function apiDocument(publicUrl: string): Partial<OpenAPIV3_1.Document> {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Rapport',
      version: '1',
      description:
        'Every record, list and verb of Rapport. Errors are problem details with a stable code; every POST takes an Idempotency-Key; every change names the version it was made on.',
    },
    servers: [{ url: `${publicUrl}/api/v1` }],
    components: {
      schemas: { Problem: z.toJSONSchema(Problem) as OpenAPIV3_1.SchemaObject },
      securitySchemes: {
        token: {
          type: 'http',
          scheme: 'bearer',
          description: 'An API token from Settings → Tokens',
        },
        session: { type: 'apiKey', in: 'cookie', name: 'session' },
      },
    },
    security: [{ token: [] }, { session: [] }],
  };
}

/** The same document as a page that a person reads: no script, no foreign file. */
export function referencePage(api: Hono<Environment>, publicUrl: string): Handler<Environment> {
  let page: string | undefined;
  return async (context) => {
    page ??= renderReference(
      (await generateSpecs(api, specification(publicUrl))) as OpenAPIV3_1.Document,
    );
    return context.html(page);
  };
}

function renderReference(document: OpenAPIV3_1.Document): string {
  const byTag = new Map<string, string[]>();
  for (const [path, item] of Object.entries(document.paths ?? {})) {
    for (const method of ['get', 'post', 'put', 'patch', 'delete'] as const) {
      const operation = item?.[method];
      if (!operation) continue;
      const tag = operation.tags?.[0] ?? 'Other';
      byTag.set(tag, [...(byTag.get(tag) ?? []), renderOperation(method, path, operation)]);
    }
  }
  const tags = [...byTag].sort(([a], [b]) => a.localeCompare(b));
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Rapport API</title><link rel="stylesheet" href="/reference.css"></head><body>
<header><h1>${escapeHtml(document.info.title)} API</h1><p>${escapeHtml(document.info.description ?? '')}</p>
<p>Base address <code>${escapeHtml(document.servers?.[0]?.url ?? '')}</code> · <a href="/api/v1/openapi.json">openapi.json</a></p>
<p>Send <code>Authorization: Bearer rp_…</code> with a token from Settings → Tokens.</p></header>
<nav aria-label="Sections">${tags.map(([tag]) => `<a href="#${anchor(tag)}">${escapeHtml(tag)}</a>`).join(' ')}</nav>
<main>${tags.map(([tag, operations]) => `<section id="${anchor(tag)}"><h2>${escapeHtml(tag)}</h2>${operations.join('')}</section>`).join('')}</main>
</body></html>`;
}

function renderOperation(
  method: string,
  path: string,
  operation: OpenAPIV3_1.OperationObject,
): string {
  const parameters = (operation.parameters ?? []).filter((each) => 'name' in each);
  const body =
    operation.requestBody && 'content' in operation.requestBody
      ? operation.requestBody.content
      : {};
  const answers = Object.entries(operation.responses ?? {}).flatMap(([status, response]) =>
    'content' in response && response.content?.['application/json']
      ? [[status, response.content['application/json'].schema] as const]
      : [],
  );
  return `<article><h3><span class="${method}">${method.toUpperCase()}</span> <code>${escapeHtml(path)}</code></h3>
<p>${escapeHtml(operation.summary ?? '')}</p>${
    parameters.length > 0
      ? `<table><thead><tr><th>Parameter</th><th>In</th><th>Type</th></tr></thead><tbody>${parameters
          .map(
            (each) =>
              `<tr><td><code>${escapeHtml(each.name)}</code>${each.required ? ' (needed)' : ''}</td><td>${escapeHtml(each.in)}</td><td>${schemaText(each.schema)}</td></tr>`,
          )
          .join('')}</tbody></table>`
      : ''
  }${Object.entries(body)
    .map(([type, { schema }]) => details(`Body, ${type}`, schema))
    .join(
      '',
    )}${answers.map(([status, schema]) => details(`Answer ${status}`, schema)).join('')}</article>`;
}

function details(title: string, schema: unknown): string {
  return `<details><summary>${escapeHtml(title)}</summary><pre>${escapeHtml(JSON.stringify(schema, null, 2) ?? '')}</pre></details>`;
}

function schemaText(schema: unknown): string {
  if (typeof schema !== 'object' || schema === null) return '';
  const {
    type,
    format,
    enum: choices,
  } = schema as { type?: string; format?: string; enum?: string[] };
  return escapeHtml([type, format, choices?.join(' | ')].filter(Boolean).join(' '));
}

function anchor(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]+/g, '-');
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
