import { Body, Controller, Inject } from '@nestjs/common';
import type { MessageDelivery, PublishMessageRequest, SendSignalRequest, SignalDelivery } from '#contracts';
import type { Account } from '#identity';
import type { CorrelationResult, Runtime } from '#runtime';
import { DefinitionCatalogue } from '../definitions/definition-catalogue.ts';
import { CurrentAccount } from '../http/caller.ts';
import { Operation } from '../http/operation.ts';
import { present } from '../http/present.ts';
import { RUNTIME } from '../server-ports.ts';
import { MessageReceivers } from './message-receivers.ts';

@Controller()
export class MessagesController {
  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    private readonly catalogue: DefinitionCatalogue,
    private readonly receivers: MessageReceivers,
  ) {}

  @Operation({
    method: 'post',
    path: '/api/messages',
    access: 'message:send',
    summary: 'Send a message to the case that waits for it, or start one by it',
    tag: 'Messages',
    body: 'PublishMessageRequest',
    answer: { shape: 'MessageDelivery' },
    problems: { 404: 'Nobody waits for it.', 409: 'Several wait for it.' },
  })
  async publish(@Body() body: PublishMessageRequest, @CurrentAccount() account: Account): Promise<MessageDelivery> {
    const { name, correlation, businessKey, instanceId, elementInstanceId, variables, all } = body;
    const message = {
      messageName: name,
      by: account.name,
      ...present({ correlationKeys: correlation, businessKey, instanceId, elementInstanceId, variables, all }),
    };
    try {
      const results = await this.runtime.events.correlateMessage(message);
      return { delivered: await Promise.all(results.map((result) => this.#receiver(result))) };
    } catch (error) {
      throw await this.receivers.explained(error, name, account);
    }
  }

  @Operation({
    method: 'post',
    path: '/api/signals',
    access: 'message:send',
    summary: 'Give a signal to everybody who waits for it',
    tag: 'Messages',
    body: 'SendSignalRequest',
    answer: { shape: 'SignalDelivery' },
  })
  signal(@Body() { name, variables }: SendSignalRequest, @CurrentAccount() account: Account): Promise<SignalDelivery> {
    return this.runtime.events.broadcastSignal({ signalName: name, by: account.name, ...present({ variables }) });
  }

  async #receiver(result: CorrelationResult): Promise<MessageDelivery['delivered'][number]> {
    if (result.kind === 'collected') {
      return { kind: 'collected', instanceId: null, definition: await this.catalogue.ref(result.definitionId) };
    }
    const { instanceId } = result;
    const definitionId =
      result.kind === 'started' ? result.definitionId : (await this.runtime.instances.get(instanceId)).definitionId;
    return {
      kind: result.kind === 'started' ? 'start' : 'instance',
      instanceId,
      definition: await this.catalogue.ref(definitionId),
    };
  }
}
