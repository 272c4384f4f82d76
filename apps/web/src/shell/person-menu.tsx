import type { ReactElement } from 'react';
import { commands } from '../api/commands.ts';
import { EVERY_GROUP } from '../api/contracts.ts';
import { useText } from '../language/language.tsx';
import { Button } from '../parts/button.tsx';
import { useDisclosure } from '../parts/disclosure.ts';
import { Pictogram } from '../parts/pictogram.tsx';
import { useSession } from './session.tsx';

/** Who I am, what for, and the way out. */
export function PersonMenu(): ReactElement {
  const text = useText();
  const { person, roles } = useSession();
  const { open, setOpen, area, opener, panelId, onKeyDown } = useDisclosure();

  const logOut = async (): Promise<void> => {
    await commands.logOut();
    // Loading anew leaves nothing of this person in memory, and the next one arrives at their own first room.
    window.location.assign('/');
  };

  return (
    <div className="person-menu" ref={area} onKeyDown={onKeyDown}>
      <button
        ref={opener}
        type="button"
        className="person-menu__opener"
        aria-expanded={open}
        aria-controls={panelId}
        aria-label={text.shell.personMenu(person.displayName)}
        onClick={() => setOpen(!open)}
      >
        <Pictogram name="person" size={20} />
        <span className="person-menu__name">{person.displayName}</span>
        <Pictogram name="down" size={16} />
      </button>
      <div className="person-menu__panel" id={panelId} hidden={!open}>
        <p className="person-menu__who">{person.displayName}</p>
        <dl>
          <dt>{text.shell.roles}</dt>
          <dd>{roles.map((role) => text.shell.role[role]).join(', ')}</dd>
          <dt>{text.shell.groups}</dt>
          <dd>
            {person.groups.length === 0
              ? text.shell.noGroups
              : person.groups.map((group) => (group === EVERY_GROUP ? text.shell.everyGroup : group)).join(', ')}
          </dd>
        </dl>
        <Button onClick={() => void logOut()}>{text.shell.logOut}</Button>
      </div>
    </div>
  );
}
