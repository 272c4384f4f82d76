import { Controller, Inject } from '@nestjs/common';
import type { ElementTemplateQuery } from '#contracts';
import { CheckedQuery } from '../http/caller.ts';
import { Operation } from '../http/operation.ts';
import { elementTemplate, type ElementTemplate, type OfferedConnector } from './element-template.ts';

export const OFFERED_CONNECTORS = Symbol('OfferedConnectors');

/** What service tasks can be, for modelling tools. */
@Controller()
export class ElementTemplatesController {
  constructor(@Inject(OFFERED_CONNECTORS) private readonly connectors: () => readonly OfferedConnector[]) {}

  @Operation({
    method: 'get',
    path: '/api/element-templates',
    access: 'process:read',
    summary: 'Element templates of all connectors, as bpmn-io modelling tools read them',
    tag: 'Connectors',
    query: 'ElementTemplateQuery',
    answer: { mediaType: 'application/json' },
  })
  templates(@CheckedQuery() { notation = 'zeebe', language = 'de' }: ElementTemplateQuery): readonly ElementTemplate[] {
    return this.connectors().map((connector) => elementTemplate(connector, notation, language));
  }
}
