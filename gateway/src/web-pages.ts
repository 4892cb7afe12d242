import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Route, Routes } from '@maarad/shared/runtime';
import { asyncApiDocument, eventCatalogue, eventSchema } from '@maarad/shared/contracts';
import { introspectionFromSchema, printSchema, type GraphQLSchema } from 'graphql';
import { eventsPage } from './events-page.js';
import { packageFolder } from './package-folder.js';

const require = createRequire(import.meta.url);
const inPackage = (name: string, file: string): string => join(dirname(require.resolve(`${name}/package.json`)), file);
const web = (file: string): string => join(packageFolder, 'web', file);

const types = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  graphql: 'text/plain; charset=utf-8',
  json: 'application/json; charset=utf-8',
};

/** Nothing comes from anywhere but here: not a script, not a font. Editors set styles of their own, so those may be inline. */
const contentSecurity = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self' data:",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The pages for people, and what they load: from this folder and from GraphiQL's package, never from the internet. */
export function webPages(apiSchema: GraphQLSchema): Routes {
  const file = (path: string, type: keyof typeof types): Route => page(() => readFileSync(path), type);
  return {
    'GET /': file(web('index.html'), 'html'),
    'GET /style.css': file(web('style.css'), 'css'),
    'GET /graphiql': file(web('graphiql.html'), 'html'),
    'GET /graphiql/start.js': file(web('graphiql.js'), 'js'),
    'GET /graphiql/the-whole-fair.graphql': file(
      join(packageFolder, 'operations', 'the-whole-fair.graphql'),
      'graphql',
    ),
    'GET /graphiql/schema.json': page(() => Buffer.from(JSON.stringify(introspectionFromSchema(apiSchema))), 'json'),
    'GET /graphiql/react.js': file(inPackage('react', 'umd/react.production.min.js'), 'js'),
    'GET /graphiql/react-dom.js': file(inPackage('react-dom', 'umd/react-dom.production.min.js'), 'js'),
    'GET /graphiql/graphiql.js': file(inPackage('graphiql', 'graphiql.min.js'), 'js'),
    'GET /graphiql/graphiql.css': file(inPackage('graphiql', 'graphiql.min.css'), 'css'),
    'GET /asyncapi.json': page(() => Buffer.from(JSON.stringify(asyncApiDocument(), null, 2)), 'json'),
    'GET /asyncapi': page(() => Buffer.from(eventsPage()), 'html'),
    ...eventSchemas(),
    'GET /schema.graphql': page(() => Buffer.from(`${printSchema(apiSchema)}\n`), 'graphql'),
  };
}

/** What is got can be asked for without its body too, by who checks a link: Node leaves the body out. */
export const withHeads = (pages: Routes): Routes => ({
  ...pages,
  ...Object.fromEntries(Object.entries(pages).map(([name, route]) => [name.replace(/^GET /, 'HEAD '), route])),
});

/** The JSON Schema of every type of event, by its address. */
function eventSchemas(): Routes {
  return Object.fromEntries(
    eventCatalogue.map((definition) => {
      const $id = `/schemas/${definition.type}.json`;
      const $schema = 'https://json-schema.org/draft/2020-12/schema';
      const { type: title, description } = definition;
      const schema = () => ({ $schema, $id, title, description, ...eventSchema(definition) });
      return [`GET ${$id}`, page(() => Buffer.from(JSON.stringify(schema(), null, 2)), 'json')];
    }),
  );
}

/** Read and compressed once, when first asked for. */
export function page(read: () => Buffer, type: keyof typeof types, security = contentSecurity): Route {
  let compressed: Buffer | undefined;
  return (request, response) => {
    compressed ??= gzipSync(read());
    const gzip = /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''));
    response
      .appendHeader('vary', 'accept-encoding')
      .writeHead(200, {
        'content-type': types[type],
        'content-security-policy': security,
        'cache-control': 'no-cache',
        ...(gzip && { 'content-encoding': 'gzip' }),
      })
      .end(gzip ? compressed : read());
  };
}
