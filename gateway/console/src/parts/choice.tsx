import { Button, ListBox, ListBoxItem, Popover, Select, SelectValue } from 'react-aria-components';

interface Props<Id extends string> {
  label: string;
  options: { id: Id; text: string; lang?: string }[];
  chosen: Id;
  onChoose(id: Id): void;
}

/** One of a few. */
export function Choice<Id extends string>({ label, options, chosen, onChoose }: Props<Id>) {
  return (
    <Select aria-label={label} selectedKey={chosen} onSelectionChange={(key) => onChoose(key as Id)} className="choice">
      <Button className="button quiet">
        <SelectValue />
        <span aria-hidden="true" className="arrow" />
      </Button>
      <Popover className="popover">
        <ListBox items={options}>
          {({ id, text, lang }) => (
            <ListBoxItem id={id} textValue={text} className="option">
              <span lang={lang}>{text}</span>
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </Select>
  );
}
