import type { Catalogue } from '../catalogue.ts';

export const participation: Catalogue['participation'] = {
  title: 'Your participation',
  greeting: (name) => `Dear ${name},`,
  deadline: (until) => `You can answer until ${until}`,
  once: 'You can answer once. The link is for you only, please do not pass it on.',
  documents: 'Documents',
  answer: 'Your answer',
  addFile: 'Add a file',
  fileHint: (count, size) => `At most ${count} files (PDF, PNG or JPEG) of up to ${size} each`,
  removeFile: (name) => `Remove ${name}`,
  fileRefused: (name, size) => `“${name}” is empty or larger than ${size}.`,
  tooManyFiles: (count) => `At most ${count} files are possible.`,
  send: 'Send answer',
  answeredTitle: 'Your answer has arrived',
  answeredText: (at) =>
    `You answered on ${at}. Thank you. There is nothing more to do; if you want to change something, please contact us.`,
  expiredTitle: 'The deadline has passed',
  expiredText: (until) =>
    `You could answer by this link until ${until}. If you still want to tell us something, please call or write to us.`,
};
