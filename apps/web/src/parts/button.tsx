import type { ButtonHTMLAttributes, ReactElement, ReactNode } from 'react';
import { Pictogram, type PictogramName } from './pictogram.tsx';

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly look?: 'primary' | 'secondary' | 'tertiary';
  readonly pictogram?: PictogramName;
  /** The action is under way: the button keeps its place and its focus, says so, and takes no second press. */
  readonly busy?: boolean;
  readonly children: ReactNode;
}

/** KERN button. A busy one is `aria-disabled` instead of `disabled`, because a disabled element loses the focus. */
export function Button({
  look = 'secondary',
  pictogram,
  busy = false,
  children,
  onClick,
  ...rest
}: ButtonProps): ReactElement {
  return (
    <button
      type="button"
      {...rest}
      className={`kern-btn kern-btn--${look} ${rest.className ?? ''}`}
      aria-disabled={busy || rest['aria-disabled']}
      onClick={(event) => {
        if (busy) event.preventDefault();
        else onClick?.(event);
      }}
    >
      {pictogram === undefined ? null : <Pictogram name={pictogram} size={20} />}
      <span className="kern-label">{children}</span>
    </button>
  );
}

/** Square button that shows a drawing only; its words are its name for everybody who cannot see the drawing. */
export function IconButton({
  pictogram,
  label,
  ...rest
}: ButtonHTMLAttributes<HTMLButtonElement> & {
  readonly pictogram: PictogramName;
  readonly label: string;
}): ReactElement {
  return (
    <button type="button" title={label} aria-label={label} {...rest} className={`icon-button ${rest.className ?? ''}`}>
      <Pictogram name={pictogram} size={20} />
    </button>
  );
}
