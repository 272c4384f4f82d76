import { useQuery } from '@tanstack/react-query';
import { useMemo, type ReactElement } from 'react';
import type { DefinitionRef, MigrationProposal } from '../api/contracts.ts';
import { queries } from '../api/queries.ts';
import { Diagram, type DiagramSign } from '../diagram/diagram.tsx';
import type { Catalogue } from '../language/catalogue.ts';
import { useText } from '../language/language.tsx';
import { Problem } from '../parts/problem.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { elementLabel } from './finding-text.ts';
import type { Mapping } from './mapping.ts';

/**
 * The old and the new drawing side by side: what is matched, what is not, how many cases stand where and where they will be.
 * Selecting an element in one selects its counterpart in the other. The table below says the same in words.
 */
export function MigrationDrawings({
  proposal,
  mapping,
  selected,
  onSelect,
}: {
  proposal: MigrationProposal;
  mapping: Mapping;
  /** Id of an element of the old version. */
  selected: string | undefined;
  onSelect: (sourceId: string | undefined) => void;
}): ReactElement {
  const text = useText();
  const shown = useMemo(() => marksOf(proposal, mapping, text), [proposal, mapping, text]);
  const sourceOf = (targetId: string | undefined): string | undefined =>
    [...mapping].find(([, one]) => one === targetId)?.[0];
  return (
    <>
      <ul className="legend" aria-label={text.diagram.legend}>
        <li className="legend__taken">{text.migration.legend.mapped}</li>
        <li className="legend__open">{text.migration.legend.open}</li>
        {shown.hasTrouble ? <li className="legend__trouble">{text.migration.legend.problem}</li> : null}
      </ul>
      <div className="migration-drawings">
        <Sheet
          of={proposal.source}
          signs={shown.sourceSigns}
          marks={shown.sourceMarks}
          selected={selected}
          onSelect={onSelect}
        />
        <Sheet
          of={proposal.target}
          signs={shown.targetSigns}
          marks={shown.targetMarks}
          selected={selected === undefined ? undefined : mapping.get(selected)}
          onSelect={(targetId) => onSelect(sourceOf(targetId))}
        />
      </div>
    </>
  );
}

function Sheet({
  of,
  signs,
  marks,
  selected,
  onSelect,
}: {
  of: DefinitionRef;
  signs: readonly DiagramSign[];
  marks: ReadonlyMap<string, string>;
  selected: string | undefined;
  onSelect: (elementId: string | undefined) => void;
}): ReactElement {
  const text = useText();
  const xml = useQuery(queries.definitionXml(of.key, of.version));
  const name = text.migration.drawingOf(of.name ?? of.key, of.version);
  return (
    <div className="migration-drawings__sheet">
      <h3>{text.general.version(of.version)}</h3>
      {xml.isPending ? (
        <div className="diagram">
          <Skeleton lines={4} tall />
        </div>
      ) : xml.isLoadingError ? (
        <Problem error={xml.error} onRetry={() => void xml.refetch()} />
      ) : (
        <Diagram
          xml={xml.data}
          name={name}
          signs={signs}
          marks={marks}
          selected={selected}
          onSelect={onSelect}
          onSignClick={(key) => onSelect(key)}
        />
      )}
    </div>
  );
}

function marksOf(proposal: MigrationProposal, mapping: Mapping, text: Catalogue) {
  const sourceMarks = new Map<string, string>();
  const sourceSigns: DiagramSign[] = [];
  const arriving = new Map<string, number>();
  for (const element of proposal.elements) {
    const targetId = mapping.get(element.id);
    const trouble = targetId === undefined && element.running > 0;
    sourceMarks.set(element.id, trouble ? 'is-trouble' : targetId === undefined ? 'is-open' : 'is-taken');
    if (element.running === 0) continue;
    if (targetId !== undefined) arriving.set(targetId, (arriving.get(targetId) ?? 0) + element.running);
    sourceSigns.push({
      ...{ key: element.id, elementId: element.id, look: trouble ? 'trouble' : 'count', text: String(element.running) },
      label: `${text.migration.stands(element.running)}: ${elementLabel(element, text)}`,
    });
  }
  const used = new Set(mapping.values());
  const targetMarks = new Map(proposal.targets.map(({ id }) => [id, used.has(id) ? 'is-taken' : 'is-open']));
  const targetSigns = proposal.targets.flatMap((element): DiagramSign[] => {
    const count = arriving.get(element.id);
    if (count === undefined) return [];
    const label = `${text.migration.arrives(count)}: ${elementLabel(element, text)}`;
    return [{ key: element.id, elementId: element.id, look: 'count', text: String(count), label }];
  });
  const hasTrouble = [...sourceMarks.values()].includes('is-trouble');
  return { sourceMarks, sourceSigns, targetMarks, targetSigns, hasTrouble };
}
