import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { SwaggerModule } from '@nestjs/swagger';
import { configureHttp } from './http/configure-http.ts';
import { nestLogger } from './nest-logger.ts';
import { openApiDocument } from './openapi/openapi-document.ts';
import { Operations } from './openapi/operations.ts';
import type { ServerParts } from './server-parts.ts';
import { ServerModule } from './server.module.ts';

/** The HTTP server, initialised but not listening. `close()` ends its connections; what it was given stays open. */
export async function createServer(parts: ServerParts): Promise<NestExpressApplication> {
  const app = await NestFactory.create<NestExpressApplication>(ServerModule.of(parts), {
    bodyParser: false,
    logger: nestLogger(parts.logger),
    abortOnError: false,
    forceCloseConnections: true,
  });
  configureHttp(app, parts);
  const document = openApiDocument(app.get(Operations).descriptions(), parts.facts.version);
  SwaggerModule.setup('api/docs', app, document, {
    jsonDocumentUrl: 'api/openapi.json',
    yamlDocumentUrl: 'api/openapi.yaml',
    customSiteTitle: 'Laufzettel API',
    swaggerOptions: { persistAuthorization: true, displayRequestDuration: true, tagsSorter: 'alpha' },
  });
  await app.init();
  return app;
}
