import type { roomProblems as german } from '../german/room-problems.ts';
import { problem, type ProblemWords } from '../problem-words.ts';

export const roomProblems: Readonly<Record<keyof typeof german, ProblemWords>> = {
  AMBIGUOUS_CORRELATION: problem(
    'The message fits several cases',
    'Nothing was delivered. Name a number or an entry that only one case has.',
  ),
  ASSIGNEE_UNKNOWN: problem('There is no such person', 'Nothing was assigned. Choose somebody else.'),
  ATTACHMENT_NOT_FOUND: problem('There is no such attachment', 'Load the page again and choose once more.'),
  CALLBACK_NOT_GENUINE: problem(
    'The callback is not genuine',
    'It was not taken. The signature or the secret of the other side is wrong.',
  ),
  COMMENT_NOT_FOUND: problem('There is no such comment', 'It has been deleted meanwhile. Load the page again.'),
  CONFIGURATION_INVALID: problem('The installation is set up wrongly', 'Nothing was done. Please ask IT.'),
  DATE_INVALID: problem('That is no date', 'Nothing was saved. Write for example 31.01.2026.'),
  DECISION_UNREADABLE: problem('The decision cannot be read', 'Nothing was decided. Upload a corrected file.'),
  INBOX_MEMORY_INVALID: problem(
    'That cannot be remembered',
    'Nothing was saved. The search contains characters that cannot be typed.',
  ),
  TOO_MANY_FILTERS: problem('No more searches are remembered', 'Remove one you no longer need first.'),
  DEFINITION_IN_USE: problem(
    'There are still cases of this process',
    'Nothing was deleted. End the cases first, or delete them with it.',
  ),
  DELIVERY_FAILED: problem('The document could not be filed', 'It is kept here. IT can see what is wrong.'),
  DELIVERY_PENDING: problem(
    'The document has not arrived in the record yet',
    'It is tried again and again. Wait a moment, then load the page again.',
  ),
  DEPLOYMENT_EMPTY: problem('There is no file', 'Nothing was released. Choose at least one file.'),
  DEPLOYMENT_NOT_FOUND: problem('There is no such release', 'The address is wrong or it was deleted.'),
  DEPLOYMENT_REFUSED: problem(
    'The files cannot run like this',
    'Nothing was released. The red findings say what to change.',
  ),
  DMS_DUPLICATE: problem(
    'The document is in the document system already',
    'No second one was filed. Compare both before you try again.',
  ),
  DMS_NOT_FOUND: problem(
    'The document system does not have what was asked for',
    'Perhaps it was deleted or moved there. Ask who looks after it.',
  ),
  DMS_PROTOCOL: problem(
    'The document system’s answer makes no sense',
    'It is tried again and again. If it stays like this, ask IT.',
  ),
  DMS_REFUSED: problem(
    'The document system refuses',
    'The technical message says why. Once that is mended, try again.',
  ),
  DMS_UNAUTHORIZED: problem(
    'The document system does not let Laufzettel in',
    'IT has to check the access; then trying again is enough.',
  ),
  DMS_UNAVAILABLE: problem(
    'The document system does not answer',
    'The document is kept here and filed as soon as it can be reached.',
  ),
  ENCODING_UNKNOWN: problem('The file cannot be read', 'Its encoding is unknown. Save it as UTF-8.'),
  TOO_DEEP: problem('The file is nested too deeply', 'It was not taken.'),
  TOO_MANY_VALUES: problem('The file has too many values', 'It was not taken.'),
  NAME_REFUSED: problem('A name in the file is not allowed', 'It was not taken. Rename the entry.'),
  ERROR_NOT_CAUGHT: problem(
    'The drawing does not provide for this error',
    'Nothing was changed. Have an error event drawn at the step.',
  ),
  EXPRESSION_FAILED: problem(
    'An expression of the drawing cannot be evaluated',
    'Nothing was saved. Correct the data or have the expression changed.',
  ),
  INPUT_INVALID: problem('Something you entered is not right', 'Nothing was saved. Please correct what is named.'),
  INVALID_REQUEST: problem(
    'Something about the document is not right',
    'Nothing was filed. Please correct what is named.',
  ),
  INVOICE_NOT_FOUND: problem(
    'There is no such invoice',
    'The address is wrong or the invoice was deleted when its time was up.',
  ),
  INVOICE_TOO_LARGE: problem('The invoice is too large', 'It was not taken.'),
  JOB_LOCK_LOST: problem('Somebody else has taken over this work', 'Your result was not saved.'),
  JOB_NOT_FAILED: problem('This step has not failed', 'Nothing was changed. It is running or done already.'),
  JOB_NOT_FOUND: problem('This step of the machine is gone', 'It was done or dropped.'),
  LEGAL_HOLD: problem('The document is on hold', 'Nothing was deleted. It is kept for a proceeding.'),
  LIMIT_EXCEEDED: problem('That is more than fits at once', 'Nothing was changed. Split it up.'),
  LINK_INVALID: problem(
    'The link cannot be made like this',
    'Whoever is responsible for the process has to correct the settings of the step.',
  ),
  MAIL_NOT_FOUND: problem('There is no such mail', 'It has been dealt with meanwhile. Load the list again.'),
  MAIL_REQUEST_INVALID: problem('The mail cannot be sent like this', 'Nothing was sent. Please correct the entries.'),
  METHOD_NOT_ALLOWED: problem(
    'This address cannot do that',
    'Nothing was changed. The header “Allow” of the answer tells what it can.',
  ),
  NODE_NOT_FOUND: problem(
    'There is no such step in the drawing',
    'Nothing was changed. Load the page again and choose once more.',
  ),
  NOT_A_CANDIDATE: problem('This task is not for you', 'Nothing was changed. Let the head assign it anew.'),
  NOT_MAPPED: problem('The document system lacks a mapping', 'Nothing was filed. IT has to map this type of document.'),
  MESSAGE_NOT_CORRELATED: problem('The message fits no case', 'Nothing was delivered. Check the name and the number.'),
  NO_MATCHING_SUBSCRIPTION: problem(
    'No case waits for this message',
    'Nothing was delivered. Check the name and the number.',
  ),
  OPERATION_NOT_FOUND: problem('There is no such entry', 'It was deleted when its time was up.'),
  PAYMENT_EXISTS: problem('The payment service has this payment already', 'No second one was made. Please ask IT.'),
  PAYMENT_INVALID_REQUEST: problem(
    'The payment cannot be asked for like this',
    'Amount, purpose or time limit does not fit. Correct the data and try again.',
  ),
  PAYMENT_NOT_FOUND: problem('There is no such payment', 'The address is wrong or the payment has run out.'),
  PAYMENT_ORDER_NOT_FOUND: problem('There is no such payment order', 'It has been handed over. Load the list again.'),
  PAYMENT_PROTOCOL: problem(
    'The payment service’s answer makes no sense',
    'It is tried again and again. If it stays like this, ask IT.',
  ),
  PAYMENT_REFUSED: problem(
    'The payment service refuses',
    'The technical message says why. Once that is mended, try again.',
  ),
  PAYMENT_UNAVAILABLE: problem(
    'The payment service does not answer',
    'It is tried again and again and goes on by itself once it can be reached.',
  ),
  PDF_INVALID: problem(
    'The PDF cannot be worked with',
    'Nothing was filed. Open and save the file anew, then try again.',
  ),
  RANGE_INVALID: problem('This part of the file cannot be sent', 'Load the whole file.'),
  RECORD_NOT_FOUND: problem(
    'There is no such record',
    'The address is wrong or the record was deleted when its time was up.',
  ),
  RESOURCE_NOT_FOUND: problem('There is no such file', 'The address is wrong or the file was deleted.'),
  RETENTION_MISSING: problem(
    'A retention period is missing',
    'Nothing was changed. Say first how long it has to be kept.',
  ),
  RETENTION_NOT_EXPIRED: problem('The retention period has not ended', 'Nothing was deleted.'),
  SAME_PERSON: problem(
    'A second person has to do this',
    'Nothing was changed. Who did the work before may not release it.',
  ),
  SCENARIOS_NOT_FOUND: problem('There are no examples for this process', 'Add a file with examples and release it.'),
  SCENARIO_INVALID: problem(
    'The example cannot be read',
    'Nothing was played. Please correct the place that is named.',
  ),
  SCOPE_NOT_FOUND: problem('This place of the case is gone', 'The case has moved on. Load the page again.'),
  SERVICE_UNKNOWN: problem('There is no such service here', 'Nothing was saved. Choose another one.'),
  STEP_NOT_OFFERED: problem('This step is not offered right now', 'Nothing was begun. Load the task again.'),
  SUBSCRIPTION_NOT_FOUND: problem('The case no longer waits for this', 'It has moved on. Load the page again.'),
  TASK_NOT_CLAIMED: problem('The task is not claimed', 'Claim it first.'),
  TASK_TAKEN: problem('Somebody was faster', 'Another person has claimed the task. Choose another one.'),
  TEMPLATE_INVALID: problem(
    'The template of the letter has an error',
    'Nothing was made. Whoever is responsible for the process has to correct the template.',
  ),
  TIMER_NOT_FOUND: problem('This timer is gone', 'It has fired or was dropped.'),
  USER_EXISTS: problem('There is such an account already', 'Nothing was made. Choose another name.'),
  USER_INVALID: problem('The entries of the account do not fit', 'Nothing was made. Please correct them.'),
  USER_NOT_FOUND: problem('There is no such account', 'Check the name.'),
  VARIABLE_NOT_FOUND: problem('There is no such entry in the case', 'Load the page again and choose once more.'),
};
