import { openApiDocument } from '#libs/contracts';
import { Controller, Get, Header, Redirect } from '@nestjs/common';
import { Unguarded } from '../http/unguarded.js';

const PAGE = `<!doctype html>
<html lang="zh-CN">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Shipei 适配 API</title>
    <link rel="stylesheet" href="/api/docs/assets/swagger-ui.css" />
  </head>
  <body>
    <div id="swagger-ui"></div>
    <script src="/api/docs/assets/swagger-ui-bundle.js"></script>
    <script src="/api/docs/start.js"></script>
  </body>
</html>
`;

const START = `window.ui = SwaggerUIBundle({ url: '/api/openapi.json', dom_id: '#swagger-ui', deepLinking: true });\n`;

/** The OpenAPI document and a page that shows it. Scripts come from this origin only. */
@Controller('api')
export class DocsController {
  readonly #document = openApiDocument();

  @Get('openapi.json')
  @Unguarded()
  openapi(): object {
    return this.#document;
  }

  @Get('docs')
  @Unguarded()
  @Header('content-type', 'text/html; charset=utf-8')
  page(): string {
    return PAGE;
  }

  @Get('docs/start.js')
  @Unguarded()
  @Header('content-type', 'text/javascript; charset=utf-8')
  start(): string {
    return START;
  }
}

/** The root has no page of its own until the portal exists. */
@Controller()
export class RootController {
  @Get()
  @Unguarded()
  @Redirect('/api/docs', 302)
  root(): void {
    // The decorator answers.
  }
}
