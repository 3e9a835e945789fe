import "./palette.css";
import { singleKeys } from "@/actions/keys";
import { type ActionGroup, useAllActions } from "@/actions/registry";
import { Sheet } from "@/components/sheet";
import { text } from "@/i18n/en";
import { useValue } from "@/lib/value-store";
import { Keys } from "./palette";

const ORDER: readonly ActionGroup[] = ["selection", "page", "queue", "go", "program"];

/** What the keys do here, from the same entries that they obey. */
export function KeySheet({ close }: { close: () => void }) {
  const actions = useAllActions().filter(({ keys }) => keys);
  const areSingleOn = useValue(singleKeys);
  return (
    <Sheet title={text.go.keys} close={close}>
      {!areSingleOn && <p className="t2">{text.go.keysOff}</p>}
      {ORDER.map((group) => ({ group, mine: actions.filter((action) => action.group === group) }))
        .filter(({ mine }) => mine.length > 0)
        .map(({ group, mine }) => (
          <section key={group} className="key-group">
            <h3>{text.go.group[group]}</h3>
            <dl>
              {mine.map(({ id, label, keys = "" }) => (
                <div key={id}><dt>{label}</dt><dd><Keys keys={keys} /></dd></div>
              ))}
            </dl>
          </section>
        ))}
    </Sheet>
  );
}
