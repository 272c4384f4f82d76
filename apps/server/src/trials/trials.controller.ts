import { Body, Controller } from '@nestjs/common';
import type { Trial, TrialRequest } from '#contracts';
import { Operation } from '../http/operation.ts';
import { TrialPlayer } from './trial-player.ts';
import { trialView } from './trial-views.ts';

@Controller()
export class TrialsController {
  constructor(private readonly player: TrialPlayer) {}

  @Operation({
    method: 'post',
    path: '/api/trials',
    access: 'process:deploy',
    summary: 'Try processes step by step in memory, also such that are not released; nothing is kept',
    tag: 'Processes',
    body: 'TrialRequest',
    answer: { shape: 'Trial' },
    problems: {
      404: 'There is no such process.',
      422: 'None of the files can run (see findings), or an instruction cannot be read.',
    },
  })
  async play(@Body() request: TrialRequest): Promise<Trial> {
    return trialView(await this.player.play(request));
  }
}
