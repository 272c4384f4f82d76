import { join } from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Request, Response } from 'express';

/** First parts of addresses that belong to programs, never to the browser app. */
const RESERVED = /^\/(api|health|engine-rest|problems)(\/|$)/;

/**
 * Serves the built browser app: files with a hash in their name for ever, everything else asked for anew; any other
 * address a person may open gets the page, which finds its way itself.
 */
export function serveWebApp(app: NestExpressApplication, directory: string): void {
  app.useStaticAssets(directory, {
    index: false,
    setHeaders: (response: Response, path: string) => {
      const hashed = path.startsWith(join(directory, 'assets'));
      response.set('Cache-Control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  app.use((request: Request, response: Response, next: NextFunction) => {
    const page = (request.method === 'GET' || request.method === 'HEAD') && !RESERVED.test(request.path);
    if (!page || !/\/[^./]*$/.test(request.path)) {
      next();
      return;
    }
    response.set('Cache-Control', 'no-cache').sendFile(join(directory, 'index.html'));
  });
}
