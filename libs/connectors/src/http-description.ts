import type { ConnectorDescription } from '#runtime';

/** How modelling tools offer the HTTP connector. */
export const HTTP_DESCRIPTION: ConnectorDescription = {
  name: { de: 'HTTP-Aufruf', en: 'HTTP request' },
  description: {
    de: 'Ruft einen Dienst im Netz auf. Die Antwort steht in httpStatus, httpHeaders und httpBody.',
    en: 'Calls a service on the network. The answer is in httpStatus, httpHeaders and httpBody.',
  },
  category: { de: 'Netz', en: 'Network' },
  inputs: [
    { name: 'url', label: { de: 'Adresse', en: 'Address' }, kind: 'text', required: true },
    {
      name: 'method',
      label: { de: 'Methode', en: 'Method' },
      kind: 'choice',
      choices: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD'].map((value) => ({
        value,
        label: { de: value, en: value },
      })),
      initial: 'GET',
    },
    {
      name: 'headers',
      label: { de: 'Kopfzeilen', en: 'Headers' },
      help: { de: '{"accept": "application/json"}', en: '{"accept": "application/json"}' },
      kind: 'feel',
    },
    {
      name: 'body',
      label: { de: 'Inhalt', en: 'Body' },
      help: { de: 'Text, oder eine Struktur, die als JSON gesendet wird.', en: 'Text, or a structure sent as JSON.' },
      kind: 'feel',
    },
    { name: 'timeoutSeconds', label: { de: 'Höchstdauer in Sekunden', en: 'Timeout in seconds' }, kind: 'text' },
  ],
  result: { variable: 'httpBody', label: { de: 'Antwort', en: 'Answer' } },
};
