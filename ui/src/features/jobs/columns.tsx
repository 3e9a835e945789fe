import { Popover } from "radix-ui";
import { Button } from "@/components/button";
import { text } from "@/i18n/en";
import { KeptSet } from "@/lib/kept-set";
import { useValue } from "@/lib/value-store";

/** What may be left out of the list; state and name are always there. */
const OPTIONAL = ["profile", "length", "size", "what", "when"] as const;
const WORDS: Record<(typeof OPTIONAL)[number], string> = { ...text.jobs.columns, when: text.jobs.columns.time };

export const hiddenColumns = new KeptSet("bulletproof:hidden-columns");

export function ColumnsMenu() {
  const hidden = useValue(hiddenColumns);
  const toggle = (column: string) => hiddenColumns.keep(hidden.has(column) ? [...hidden].filter((each) => each !== column) : [...hidden, column]);
  return (
    <Popover.Root>
      <Popover.Trigger asChild><Button kind="quiet" small bare icon="profiles" aria-label={text.jobs.chooseColumns} title={text.jobs.chooseColumns} className="columns-button" /></Popover.Trigger>
      <Popover.Portal>
        <Popover.Content className="menu columns" align="end" sideOffset={4} collisionPadding={8} aria-label={text.jobs.chooseColumns}>
          {OPTIONAL.map((column) => <label key={column} className="menu-item"><input type="checkbox" checked={!hidden.has(column)} onChange={() => toggle(column)} />{WORDS[column]}</label>)}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
