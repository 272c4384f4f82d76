import { useMemo, useState, type ReactElement } from 'react';
import type { MigrationElement, MigrationFinding, MigrationProposal } from '../api/contracts.ts';
import { useText } from '../language/language.tsx';
import { elementLabel, findingText } from './finding-text.ts';
import { counterparts, needsALook, type Mapping } from './mapping.ts';

/** Each element of the old version with its counterpart, to be chosen among those it can become, and what that means. */
export function MappingTable({
  proposal,
  mapping,
  findings,
  selected,
  onSelect,
  onMatch,
}: {
  proposal: MigrationProposal;
  mapping: Mapping;
  findings: readonly MigrationFinding[];
  selected: string | undefined;
  onSelect: (sourceId: string) => void;
  onMatch: (sourceId: string, targetId: string | undefined) => void;
}): ReactElement {
  const text = useText();
  const words = text.migration;
  const [all, setAll] = useState(false);
  // What was to be looked at once stays: a line must not go away under the hand that mends it.
  const [looked, setLooked] = useState<ReadonlySet<string>>(new Set());
  const shown = useMemo(
    () => proposal.elements.filter((each) => all || looked.has(each.id) || needsALook(each, mapping)),
    [proposal, mapping, all, looked],
  );
  return (
    <>
      <div className="table-frame">
        <table className="table table--stacking migration-table">
          <caption className="kern-sr-only">{words.caption}</caption>
          <thead>
            <tr>
              <th scope="col">{text.general.version(proposal.source.version)}</th>
              <th scope="col" className="figure">
                {words.columns.running}
              </th>
              <th scope="col">{text.general.version(proposal.target.version)}</th>
              <th scope="col">{words.columns.finding}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((element) => (
              <Line
                key={element.id}
                element={element}
                proposal={proposal}
                mapping={mapping}
                findings={findings.filter(({ sourceId }) => sourceId === element.id)}
                selected={selected === element.id}
                onSelect={() => onSelect(element.id)}
                onMatch={(targetId) => {
                  setLooked((before) => new Set([...before, element.id]));
                  onMatch(element.id, targetId);
                }}
              />
            ))}
            {shown.length === 0 ? (
              <tr>
                <td colSpan={4}>{words.allEqual}</td>
              </tr>
            ) : null}
          </tbody>
        </table>
      </div>
      <div className="kern-form-check">
        <input
          id="migration-all-elements"
          type="checkbox"
          className="kern-form-check__checkbox"
          checked={all}
          onChange={(event) => setAll(event.target.checked)}
        />
        <label className="kern-label" htmlFor="migration-all-elements">
          {words.allElements}
        </label>
      </div>
    </>
  );
}

function Line({
  element,
  proposal,
  mapping,
  findings,
  selected,
  onSelect,
  onMatch,
}: {
  element: MigrationElement;
  proposal: MigrationProposal;
  mapping: Mapping;
  findings: readonly MigrationFinding[];
  selected: boolean;
  onSelect: () => void;
  onMatch: (targetId: string | undefined) => void;
}): ReactElement {
  const text = useText();
  const words = text.migration;
  const label = elementLabel(element, text);
  const targetId = mapping.get(element.id);
  return (
    <tr className={selected ? 'is-chosen' : undefined} onFocus={onSelect} onClick={onSelect}>
      <th scope="row" data-label={text.general.version(proposal.source.version)} className="migration-table__step">
        {label}
      </th>
      <td data-label={words.columns.running} className="figure">
        {element.running}
      </td>
      <td data-label={text.general.version(proposal.target.version)}>
        <select
          className="migration-table__select"
          aria-label={words.counterpartOf(label)}
          value={targetId ?? ''}
          onChange={(event) => onMatch(event.target.value === '' ? undefined : event.target.value)}
        >
          <option value="">{words.none}</option>
          {counterparts(element, proposal.targets, mapping).map((target) => (
            <option key={target.id} value={target.id}>
              {elementLabel(target, text)}
            </option>
          ))}
        </select>
      </td>
      <td data-label={words.columns.finding} className="migration-table__finding">
        {findings.length > 0 ? (
          findings.map((finding) => (
            <p key={`${finding.code} ${finding.targetId ?? ''}`} className="migration-table__problem">
              {findingText(finding, proposal, text)}
            </p>
          ))
        ) : (
          <span className="soft">{element.running > 0 ? words.fine : words.unused}</span>
        )}
      </td>
    </tr>
  );
}
