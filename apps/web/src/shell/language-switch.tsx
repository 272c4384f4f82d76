import type { ReactElement } from 'react';
import type { Language } from '../language/format.ts';
import { useLanguage } from '../language/language.tsx';

/** Each language is called by its own name; the short letters are what the eye sees. */
const languages: readonly { code: Language; short: string; name: string }[] = [
  { code: 'de', short: 'DE', name: 'Deutsch' },
  { code: 'en', short: 'EN', name: 'English' },
];

export function LanguageSwitch(): ReactElement {
  const { language, choose, text } = useLanguage();
  return (
    <div className="language-switch" role="group" aria-label={text.shell.languages}>
      {languages.map(({ code, short, name }) => (
        <button
          key={code}
          type="button"
          lang={code}
          title={name}
          aria-label={`${short} ${name}`}
          aria-pressed={language === code}
          onClick={() => choose(code)}
        >
          {short}
        </button>
      ))}
    </div>
  );
}
