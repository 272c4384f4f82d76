import { type DynamicModule, Module } from '@nestjs/common';
import type { Installation } from '#execution';
import type { OfferedConnector } from './element-template.ts';
import { ElementTemplatesController, OFFERED_CONNECTORS } from './element-templates.controller.ts';

/** The catalogue of connectors for modelling tools. */
@Module({})
export class ElementTemplatesModule {
  static of(installation: Pick<Installation, 'connectors'>): DynamicModule {
    const offered = (): readonly OfferedConnector[] =>
      installation.connectors
        .flatMap(({ topic, description }) => (description === undefined ? [] : [{ topic, description }]))
        .toSorted((one, other) => (one.topic < other.topic ? -1 : 1));
    return {
      module: ElementTemplatesModule,
      controllers: [ElementTemplatesController],
      providers: [{ provide: OFFERED_CONNECTORS, useValue: offered }],
    };
  }
}
