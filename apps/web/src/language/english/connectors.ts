import type { Catalogue } from '../catalogue.ts';

export const connectors: Catalogue['connectors'] = {
  title: 'Building blocks for the modeler',
  lead: 'What service tasks can do here. Download the templates and put the file into the folder resources/element-templates of your modeler; then the building blocks can be chosen at every task.',
  download: 'Download templates',
  notation: 'Notation of the diagram',
  notations: { zeebe: 'Camunda 8', camunda: 'Camunda 7' },
  fields: (count) => (count === 1 ? '1 field' : `${count} fields`),
  required: 'Required.',
};
