import {
  type DynamicModule,
  Inject,
  Injectable,
  Module,
  type OnApplicationShutdown,
  type OnModuleInit,
} from '@nestjs/common';
import type { Execution } from '#execution';
import type { Logger } from '#platform';

const EXECUTION = Symbol('Execution');
const LOGGER = Symbol('Logger');

/** Begins the background work with the application and ends it in order when the application ends. */
@Injectable()
class BackgroundWorker implements OnModuleInit, OnApplicationShutdown {
  readonly #execution: Execution;
  readonly #logger: Logger;

  constructor(@Inject(EXECUTION) execution: Execution, @Inject(LOGGER) logger: Logger) {
    this.#execution = execution;
    this.#logger = logger;
  }

  async onModuleInit(): Promise<void> {
    await this.#execution.startBackground();
    this.#logger.info('worker ready');
  }

  async onApplicationShutdown(signal?: string): Promise<void> {
    this.#logger.info({ signal }, 'worker ends, finishing what it has begun');
    await this.#execution.close();
  }
}

/** The worker without HTTP: jobs, relay, timers and upkeep on an execution that has been opened. */
@Module({})
export class WorkerModule {
  static with(execution: Execution, logger: Logger): DynamicModule {
    return {
      module: WorkerModule,
      providers: [BackgroundWorker, { provide: EXECUTION, useValue: execution }, { provide: LOGGER, useValue: logger }],
    };
  }
}
