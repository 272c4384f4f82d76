import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, type ReactElement } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { queries } from '../api/queries.ts';
import { useText } from '../language/language.tsx';
import { Pictogram } from '../parts/pictogram.tsx';
import { isTyping } from '../parts/typing.ts';
import { NoticeBell } from '../notices/notice-bell.tsx';
import { LanguageSwitch } from './language-switch.tsx';
import { PersonMenu } from './person-menu.tsx';
import { useMay } from './session.tsx';
import { TownMark } from './town-mark.tsx';

/** Town, search over everything, notices, language, person. */
export function TopBar(): ReactElement {
  const text = useText();
  const about = useQuery(queries.about);
  const mayWork = useMay('task:work');
  return (
    <header className="top-bar">
      <Link to="/" className="top-bar__home">
        <TownMark />
        <span className="top-bar__names">
          <strong>{text.general.product}</strong> <span className="top-bar__town">{about.data?.town}</span>
        </span>
      </Link>
      <SearchField />
      <div className="top-bar__end">
        {mayWork ? <NoticeBell /> : null}
        <LanguageSwitch />
        <PersonMenu />
      </div>
    </header>
  );
}

function SearchField(): ReactElement {
  const text = useText();
  const navigate = useNavigate();
  const [parameters] = useSearchParams();
  const words = window.location.pathname === '/search' ? (parameters.get('words') ?? '') : '';
  const field = useRef<HTMLInputElement>(null);

  useEffect(() => {
    const jump = (event: KeyboardEvent): void => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      event.preventDefault();
      field.current?.focus();
      field.current?.select();
    };
    window.addEventListener('keydown', jump);
    return () => {
      window.removeEventListener('keydown', jump);
    };
  }, []);

  return (
    <form
      className="search-field"
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        const entered = field.current?.value.trim() ?? '';
        void navigate(`/search?${new URLSearchParams({ words: entered }).toString()}`);
      }}
    >
      <Pictogram name="search" size={20} />
      <input
        key={words}
        ref={field}
        type="search"
        name="words"
        defaultValue={words}
        aria-label={text.shell.search}
        aria-keyshortcuts="/"
        placeholder={text.shell.searchPlaceholder}
        autoComplete="off"
      />
      <kbd className="search-field__key" title={text.shell.searchKey}>
        /
      </kbd>
    </form>
  );
}
