import { useId, type ReactNode } from 'react';

/** A part of a page with its heading. */
export function Panel({ title, className = '', aside, children }: PanelProps) {
  const id = useId();
  return (
    <section className={`panel ${className}`} aria-labelledby={id}>
      <div className="panel-head">
        <h2 id={id}>{title}</h2>
        {aside}
      </div>
      {children}
    </section>
  );
}

interface PanelProps {
  title: string;
  className?: string;
  aside?: ReactNode;
  children: ReactNode;
}
