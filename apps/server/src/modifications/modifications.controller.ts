import { Body, Controller, Inject, Param } from '@nestjs/common';
import type {
  CaseChange,
  CasePlaces,
  ModificationPreview,
  ModifyInstanceRequest,
  PreviewModificationRequest,
} from '#contracts';
import type { Account } from '#identity';
import type { Runtime } from '#runtime';
import { CurrentAccount } from '../http/caller.ts';
import { Operation } from '../http/operation.ts';
import { RUNTIME } from '../server-ports.ts';
import { ModificationViews } from './modification-views.ts';
import { type RequestedChanges, requestedChanges } from './requested-changes.ts';

const tag = 'Cases';
const problems = {
  404: 'There is no such case, or it has ended.',
  422: 'It cannot be done: the case does not stand there any more, or nothing can be begun there by hand; `elementId` and `errors` say where.',
} as const;

/** Changing by hand where a running case stands. */
@Controller()
export class ModificationsController {
  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    private readonly views: ModificationViews,
  ) {}

  @Operation({
    method: 'get',
    path: '/api/instances/:id/places',
    access: 'instance:operate',
    summary: 'What can be done by hand at each element of a running case',
    tag,
    answer: { shape: 'CasePlaces' },
    problems: { 404: problems[404] },
  })
  async places(@Param('id') id: string): Promise<CasePlaces> {
    const places = await this.runtime.instances.modificationPlaces(id);
    return { places: places.map((place) => this.views.place(place)) };
  }

  @Operation({
    method: 'post',
    path: '/api/instances/:id/modification/preview',
    access: 'instance:operate',
    summary: 'What a change of where a case stands would do; nothing is changed',
    tag,
    body: 'PreviewModificationRequest',
    status: 200,
    answer: { shape: 'ModificationPreview' },
    problems,
  })
  async preview(
    @Param('id') id: string,
    @Body() { changes }: PreviewModificationRequest,
  ): Promise<ModificationPreview> {
    const { modifications } = await this.#requested(id, changes);
    const effects = await this.runtime.instances.previewModification(id, modifications);
    return { effects: await this.views.effects(id, effects) };
  }

  @Operation({
    method: 'post',
    path: '/api/instances/:id/modification',
    access: 'instance:operate',
    summary: 'Change by hand where a case stands, with a reason',
    tag,
    body: 'ModifyInstanceRequest',
    answer: 'nothing',
    problems,
  })
  async modify(
    @Param('id') id: string,
    @Body() { changes, reason }: ModifyInstanceRequest,
    @CurrentAccount() account: Account,
  ): Promise<void> {
    const { modifications, steps } = await this.#requested(id, changes);
    await this.runtime.instances.modify(id, modifications, { by: account.name, annotation: reason, steps });
  }

  async #requested(id: string, changes: readonly CaseChange[]): Promise<RequestedChanges> {
    const [places, tokens] = await Promise.all([
      this.runtime.instances.modificationPlaces(id),
      this.runtime.instances.tokens(id),
    ]);
    return requestedChanges(changes, places, tokens);
  }
}
