import { Controller, Get, HttpStatus, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Unguarded } from '../http/unguarded.js';
import { Parts } from '../parts.js';

/** For load balancers and the launcher, outside the versioned API: no secrets, no detail beyond which part is away. */
@Controller()
export class HealthController {
  constructor(private readonly parts: Parts) {}

  /** The process is alive. */
  @Get('healthz')
  @Unguarded()
  healthz(): { status: 'ok' } {
    return { status: 'ok' };
  }

  /**
   * The process can serve: its database and its queues answer, and it has read the matrix, without which checks are slow and
   * searches refused.
   */
  @Get('readyz')
  @Unguarded()
  async readyz(@Res({ passthrough: true }) reply: FastifyReply): Promise<Record<string, string>> {
    const [database, queues] = await Promise.all([
      answers(() => this.parts.db.query('SELECT 1')),
      answers(() => this.parts.queues.ping()),
    ]);
    const matrix = this.parts.matrix.state;
    const ready = database && queues && matrix !== 'loading';
    if (!ready) void reply.status(HttpStatus.SERVICE_UNAVAILABLE).header('retry-after', '2');
    return {
      status: ready ? 'ready' : 'not ready',
      database: database ? 'ok' : 'away',
      queues: queues ? 'ok' : 'away',
      matrix,
      queueBackend: this.parts.queues.backend,
    };
  }
}

async function answers(ask: () => Promise<unknown>): Promise<boolean> {
  try {
    await ask();
    return true;
  } catch {
    return false;
  }
}
