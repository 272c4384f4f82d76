export { eraseLinks } from './erase-links.ts';
export { createParticipationConnectors } from './participation-connectors.ts';
export { isParticipationError, PARTICIPATION_ERROR_CODES, type ParticipationError } from './participation-error.ts';
export { ANSWER_LIMITS, type AnswerFile, type ParticipationLink } from './participation-link.ts';
export { participationMigrations } from './participation-migrations.ts';
export { ParticipationStore } from './participation-store.ts';
export { Participation } from './participation.ts';
export { LinkSecrets } from './link-secrets.ts';
