import { useEffect, type ReactElement, type ReactNode } from 'react';
import { Link } from 'react-router';
import { useText } from '../language/language.tsx';
import { LanguageSwitch } from '../shell/language-switch.tsx';
import { TownMark } from '../shell/town-mark.tsx';

/** Frame of the pages for citizens: the town, the language, the way to the other services. No log-in, no shell. */
export function PublicPage({
  title,
  town,
  children,
}: {
  title: string;
  town: string | undefined;
  children: ReactNode;
}): ReactElement {
  const text = useText();
  useEffect(() => {
    document.title = `${title} · ${town ?? text.general.product}`;
  }, [title, town, text]);
  return (
    <main className="public-page">
      <header className="public-page__head">
        <TownMark />
        <p>{town ?? ''}</p>
        <LanguageSwitch />
      </header>
      <h1 className="page__title">{title}</h1>
      {children}
      <nav className="public-page__ways" aria-label={text.applications.ways}>
        <Link className="kern-link" to="/formular">
          {text.applications.allServices}
        </Link>
        <Link className="kern-link" to="/status">
          {text.applications.toStatus}
        </Link>
      </nav>
    </main>
  );
}
