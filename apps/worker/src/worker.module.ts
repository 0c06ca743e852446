import type { Logger } from '#libs/runtime';
import { Module, type DynamicModule } from '@nestjs/common';
import type { Settings } from './settings.js';
import { WorkerProcess } from './worker-process.js';

@Module({})
export class WorkerModule {
  static of(settings: Settings, log: Logger): DynamicModule {
    return {
      module: WorkerModule,
      providers: [{ provide: WorkerProcess, useFactory: () => WorkerProcess.start(settings, log) }],
    };
  }
}
