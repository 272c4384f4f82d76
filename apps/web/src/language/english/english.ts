import type { Catalogue } from '../catalogue.ts';
import { applications } from './applications.ts';
import { batches } from './batches.ts';
import { cases, incidents, timeline } from './cases.ts';
import { connectors } from './connectors.ts';
import { documents } from './documents.ts';
import { general, login, search, shell } from './general.ts';
import { entry, form, inbox, notices } from './inbox.ts';
import { intake } from './intake.ts';
import { invoices } from './invoices.ts';
import { modification } from './modification.ts';
import { migration } from './migration.ts';
import { participation } from './participation.ts';
import { diagram, findings, portal, start, upload } from './portal.ts';
import { retention } from './retention.ts';
import { scenarios } from './scenarios.ts';
import { trial } from './trial.ts';
import { englishProblems as problems } from '../sentences.ts';
import { waiting } from './waiting.ts';

export const english: Catalogue = {
  general,
  shell,
  login,
  search,
  problems,
  inbox,
  notices,
  entry,
  form,
  portal,
  scenarios,
  trial,
  upload,
  findings,
  start,
  diagram,
  cases,
  timeline,
  waiting,
  incidents,
  batches,
  retention,
  modification,
  migration,
  documents,
  connectors,
  participation,
  applications,
  intake,
  invoices,
};
