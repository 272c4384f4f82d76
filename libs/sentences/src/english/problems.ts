import type { problems as german } from '../german/problems.ts';
import { problem, type ProblemWords } from '../problem-words.ts';
import { roomProblems } from './room-problems.ts';

export const problems: Readonly<Record<keyof typeof german, ProblemWords>> = {
  ...roomProblems,
  SERVER_UNREACHABLE: problem(
    'The server does not answer',
    'What you entered is still here but not saved. Check the network and try again.',
  ),
  ANSWER_UNREADABLE: problem(
    'The server’s answer makes no sense',
    'Most likely nothing was saved. Load the page again; if it happens once more, tell IT.',
  ),
  REQUEST_INVALID: problem(
    'Something you entered is not right',
    'Nothing was saved. Please correct what is named below.',
  ),
  LOG_IN_REQUIRED: problem('You are no longer logged in', 'Log in again; you come back to the same page.'),
  CREDENTIALS_WRONG: problem(
    'User name or password is wrong',
    'Mind upper and lower case. If you forgot the password, IT sets a new one.',
  ),
  TOO_MANY_ATTEMPTS: problem(
    'Too many attempts',
    'For safety it goes on after a pause only. Wait some minutes, then try again.',
  ),
  TOO_BUSY: problem('Too much is being uploaded right now', 'Nothing was sent. Please try again in a minute.'),
  PERMISSION_MISSING: problem(
    'You may not do this',
    'Nothing was changed. If you need it for your work, ask your head or IT.',
  ),
  CROSS_SITE_REQUEST: problem(
    'The request came from another site',
    'Nothing was changed. Open Laufzettel itself and try there.',
  ),
  TASK_NOT_YOURS: problem(
    'This task is with somebody else',
    'Nothing was changed. Talk to them or let the head assign it anew.',
  ),
  TASK_NEEDS_SECOND_PERSON: problem(
    'A second person has to do this',
    'Nothing was changed. Who did the work before may not release it.',
  ),
  NOT_FOUND: problem('There is no such thing', 'The address is wrong or what you look for was deleted.'),
  DEFINITION_NOT_FOUND: problem(
    'There is no such process',
    'It was never released or has another key. Look for it under “Processes”.',
  ),
  INSTANCE_NOT_FOUND: problem(
    'There is no such case',
    'The address is wrong or the case was deleted when its time was up. Look for it under “Cases”.',
  ),
  MODIFICATION_INVALID: problem(
    'This is no longer possible',
    'Nothing was changed. The case has probably moved on; look where it stands and choose again.',
  ),
  START_NOT_POSSIBLE: problem(
    'Nothing can begin there by hand',
    'Nothing was changed. Choose another step, or the other side of it.',
  ),
  MORE_WOULD_BE_ERASED: problem(
    'More would be erased by now',
    'Nothing was changed. Meanwhile further cases have ended whose period would be over; look again how many.',
  ),
  TASK_NOT_FOUND: problem('This task is gone', 'It was completed or dropped. The inbox shows what is open.'),
  INCIDENT_NOT_FOUND: problem('This incident is gone', 'It has been resolved in the meantime.'),
  TASK_ALREADY_CLAIMED: problem('Somebody was faster', 'Another person has claimed the task. Choose another one.'),
  TASK_ALREADY_COMPLETED: problem(
    'The task is completed already',
    'What you entered was not saved because the case has moved on.',
  ),
  STEPS_STILL_OPEN: problem(
    'Something is still open inside',
    'Nothing was saved. Decide whether the open steps are to be dropped.',
  ),
  INSTANCE_SUSPENDED: problem('The case is suspended', 'Nothing was saved. You can go on as soon as it is resumed.'),
  INSTANCE_STILL_RUNNING: problem(
    'The case is still running',
    'Nothing was changed. Only what has ended can be begun again or deleted: wait for its end, or cancel it first.',
  ),
  DEFINITION_SUSPENDED: problem(
    'This process is paused',
    'Nothing was begun. New cases are possible again once operations resume the process.',
  ),
  BUSINESS_KEY_TAKEN: problem(
    'This case number is taken',
    'Nothing was begun, because a running case of this process has the number. Go on there, or take another one.',
  ),
  BATCH_NOT_FOUND: problem(
    'There is no such batch',
    'The address is wrong, or it has been deleted meanwhile. The page of batches lists them all.',
  ),
  BATCH_ENDED: problem(
    'This batch has ended',
    'Nothing was repeated. Put together a new one for the cases that are left.',
  ),
  LINK_UNKNOWN: {
    what: 'There is no such link',
    todo: 'Check that the address is complete, or open the link from your message again.',
  },
  LINK_EXPIRED: { what: 'The deadline has passed', todo: 'Your answer was not taken. Please call or write to us.' },
  LINK_ANSWERED: {
    what: 'This link was answered before',
    todo: 'Your first answer has arrived. If you want to change something, please contact us.',
  },
  ANSWER_INVALID: {
    what: 'Something is missing or does not fit',
    todo: 'Nothing was sent. Please check what you entered and the files.',
  },
  TOO_LARGE: problem('The file is too large', 'Nothing was saved. A diagram may have 16 MB at most.'),
  MEDIA_TYPE_UNSUPPORTED: problem(
    'This kind of file does not work here',
    'Nothing was saved. Take a file that ends in .bpmn, .dmn, .form or .xml.',
  ),
  MODEL_INVALID: problem(
    'The diagram cannot run like this',
    'Nothing was released. The red findings say what to change.',
  ),
  VARIABLES_INVALID: problem(
    'An entry is missing or does not fit',
    'Nothing was saved. Please fill in or correct the fields named below.',
  ),
  ANSWER_MISSING: problem('A question is still open', 'Nothing was saved. Please answer every question.'),
  ANSWER_UNKNOWN: problem(
    'An answer does not fit its question',
    'Nothing was saved. Load the task again and choose once more.',
  ),
  INTERNAL_ERROR: problem(
    'An error occurred in the server',
    'Nothing was saved. Try again; if it happens once more, give IT the reference.',
  ),
  NOT_READY: problem(
    'The server is not ready yet',
    'It is starting or cannot reach its database. Try again in a minute.',
  ),
  DOCUMENT_NOT_FOUND: problem(
    'There is no such document',
    'It does not belong to this case, or was deleted when its retention ended.',
  ),
  VERSION_NOT_FOUND: problem('There is no such version', 'Load the page again and choose once more.'),
  RECORD_CLOSED: problem(
    'The record is closed',
    'Nothing was filed. A closed record takes nothing any more; it would have to be opened again first.',
  ),
  VERSION_CONFLICT: problem(
    'Somebody was faster',
    'There is a newer version by now. Look at it, then file yours once more.',
  ),
  DOCUMENT_ID_CONFLICT: problem('This document is there with other content', 'Nothing was filed.'),
  CONTENT_TOO_LARGE: problem('The file is too large', 'It was not filed.'),
  CONTENT_EMPTY: problem('The file is empty', 'It was not filed. Check the file on your computer.'),
  MEDIA_TYPE_MISMATCH: problem(
    'The file is not what its name says',
    'It was not filed. Content and ending do not match; ask where it comes from.',
  ),
  MEDIA_TYPE_REFUSED: problem(
    'This kind of file is not taken',
    'It was not filed. Programs and scripts do not belong into a record.',
  ),
  MALWARE_FOUND: problem('The file holds malware', 'It was not filed. Do not open the file and tell IT.'),
  INTEGRITY_VIOLATION: problem(
    'The document was changed',
    'What is stored no longer matches its checksum. Tell IT and change nothing.',
  ),
  APPLICATION_NOT_FOUND: problem('Number and secret do not belong together', 'Please compare both with your receipt.'),
  APPLICATION_INVALID: problem(
    'Some entries are missing or wrong',
    'Nothing was sent yet. Please correct what is named here.',
  ),
  FILE_TYPE_REFUSED: problem('This kind of file is not taken', 'Please send PDF, PNG or JPEG. Nothing was sent.'),
  PAPERS_NOT_EXPECTED: problem('No papers are missing', 'We wait for nothing from you. Look at the state again.'),
  ARRIVAL_NOT_DOUBTFUL: problem(
    'That is not possible with this arrival',
    'Perhaps somebody else has decided in the meantime. Load the list again.',
  ),
  REASON_MISSING: problem('The reason is missing', 'Please write why nothing becomes of the arrival.'),
  MIGRATION_INVALID: problem(
    'The case cannot be moved like this',
    'Nothing was changed. Start the dry run again: it says which step is in the way.',
  ),
  MAPPING_INVALID: problem('The mapping has errors', 'It was not saved. Please correct:'),
  SYNTAX_INVALID: problem('The file cannot be read', 'It is incomplete, or neither XML nor JSON.'),
  DOCTYPE_REFUSED: problem('The file is not read', 'It has a DOCTYPE, which is refused for safety.'),
  other: problem('That did not work', 'Nothing was saved. The server says:'),
};
