interface LocalizedText {
  value: string;
  language: string;
  direction: string;
}

/** A text of the fair in the language in which it was served, which may be another than the page's. */
export function Localized({ text: { value, language, direction } }: { text: LocalizedText }) {
  return (
    <span lang={language.toLowerCase()} dir={direction.toLowerCase()}>
      {value}
    </span>
  );
}
