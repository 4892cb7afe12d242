import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { PrincipalVerifier, principalHeader, type Principal } from '@maarad/shared/auth';
import { graphql, GraphQLError, parse, type GraphQLSchema } from 'graphql';

export const secret = 'the secret that the gateway and its services share';

export type Behaviour = 'answers' | 'answers 500' | 'answers HTML' | 'hangs' | 'breaks off' | 'drips';

/** A service that answers from memory, and that misbehaves on command. */
export class CannedService {
  behaviour: Behaviour = 'answers';
  /** How long it thinks before it answers. */
  delayMs = 0;
  requests: { headers: IncomingHttpHeaders; principal: Principal; query: string }[] = [];
  routes: Record<string, (request: IncomingMessage, response: ServerResponse) => void> = {};
  private server?: Server;
  private port = 0;
  private readonly schema: GraphQLSchema;
  private readonly principals = new PrincipalVerifier(secret);

  constructor(
    readonly typeDefs: string,
    resolvers: Record<string, unknown>,
  ) {
    this.schema = buildSubgraphSchema({ typeDefs: parse(typeDefs), resolvers: resolvers as never });
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async start(): Promise<void> {
    const server = createServer((request, response) => void this.answer(request, response));
    server.keepAliveTimeout = 75_000;
    await new Promise<void>((resolve) => server.listen(this.port, '127.0.0.1', resolve));
    this.server = server;
    this.port = (server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    const stopped = new Promise((resolve) => this.server?.close(resolve));
    this.server?.closeAllConnections();
    await stopped;
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const route = this.routes[new URL(request.url ?? '', this.url).pathname];
    if (route) {
      route(request, response);
      return;
    }
    if (request.url === '/health/ready') {
      response.end('{}');
      return;
    }
    if (request.method !== 'POST') {
      response.writeHead(404).end();
      return;
    }
    const chunks: Buffer[] = [];
    for await (const chunk of request) {
      chunks.push(chunk as Buffer);
    }
    switch (this.behaviour) {
      case 'hangs':
        return;
      case 'breaks off':
        response.writeHead(200, { 'content-length': 100 }).write('{"data"');
        setTimeout(() => response.destroy(), 10);
        return;
      case 'drips': {
        response.writeHead(200, { 'content-type': 'application/json' });
        const dripping = setInterval(() => response.write(' '), 50);
        response.on('close', () => clearInterval(dripping));
        return;
      }
      case 'answers 500':
        response.writeHead(500, { 'content-type': 'application/json' }).end('{"errors":[{"message":"secret stack"}]}');
        return;
      case 'answers HTML':
        response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>It works</h1>');
        return;
      case 'answers':
        await this.execute(request, response, JSON.parse(Buffer.concat(chunks).toString()));
    }
  }

  private async execute(
    request: IncomingMessage,
    response: ServerResponse,
    body: { query: string; variables?: Record<string, unknown> },
  ): Promise<void> {
    try {
      const principal = await this.principals.verify(request.headers[principalHeader] as string | undefined);
      this.requests.push({ headers: request.headers, principal, query: body.query });
      if (this.delayMs) {
        await pause(this.delayMs);
      }
      const result = await graphql({
        schema: this.schema,
        source: body.query,
        variableValues: body.variables,
        contextValue: { principal },
      });
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(result));
    } catch {
      response
        .writeHead(401, { 'content-type': 'application/json' })
        .end('{"errors":[{"message":"who?","extensions":{"code":"UNAUTHENTICATED"}}]}');
    }
  }
}

export const refused = (code: string, details: Record<string, unknown> = {}): GraphQLError =>
  new GraphQLError(`refused as ${code}`, { extensions: { code, ...details } });
