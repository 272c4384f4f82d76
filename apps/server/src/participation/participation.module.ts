import type { DynamicModule } from '@nestjs/common';
import type { Installation } from '#execution';
import { Participation } from '#participation';
import { ParticipationController } from './participation.controller.ts';

/** Links for people outside: the public side. */
export class ParticipationModule {
  static of({ participation }: Pick<Installation, 'participation'>): DynamicModule {
    return {
      module: ParticipationModule,
      controllers: [ParticipationController],
      providers: [{ provide: Participation, useValue: participation }],
    };
  }
}
