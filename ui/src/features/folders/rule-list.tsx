import clsx from "clsx";
import { type DragEvent, useState } from "react";
import type { FolderDraft, RuleDraft } from "@/api/types";
import { Button } from "@/components/button";
import { Icon } from "@/components/icon";
import { Menu } from "@/components/menu";
import { Panel } from "@/components/panel";
import { text } from "@/i18n/en";
import { showToast } from "@/lib/toasts";
import { RuleFields } from "./rule-fields";
import { movedRule } from "./rule-order";
import { type FieldErrors, NEW_RULE } from "./save-folder";

type Props = { draft: FolderDraft; errors: FieldErrors; winner: number | null; change: (rules: (before: readonly RuleDraft[]) => RuleDraft[]) => void };

/** Rules in the order in which they are asked: dragged by the grip, or moved by the menu. */
export function RuleList({ draft, errors, winner, change }: Props) {
  const rules = draft.rules ?? [];
  const deletes = draft.delete_input ?? false;
  const [open, setOpen] = useState<number | null>(rules.length === 1 ? 0 : null);
  const [dragged, setDragged] = useState<number | null>(null);
  const move = (from: number, to: number) => {
    change((before) => movedRule(before, from, to));
    setOpen(null);
  };
  const remove = (index: number) => {
    const rule = rules[index];
    if (!rule) return;
    setOpen(null);
    change((before) => before.toSpliced(index, 1));
    showToast(text.rules.removed(rule.pattern), { undo: () => change((before) => before.toSpliced(index, 0, rule)) });
  };
  const add = () => {
    change((before) => [...before, { ...NEW_RULE, priority: before.at(-1)?.priority ?? 100 }]);
    setOpen(rules.length);
  };
  const drop = (event: DragEvent, to: number) => {
    event.preventDefault();
    if (dragged !== null) move(dragged, to);
    setDragged(null);
  };
  return (
    <Panel title={text.rules.title} className="rules" tools={<><span className="xs t3 el">{text.rules.order}</span><Button small icon="add" onClick={add}>{text.rules.add}</Button></>}>
      <ol>
        {rules.map((rule, index) => (
          <li
            key={index} className={clsx("rl", index === winner && "won", index === dragged && "dragged")}
            onDragOver={(event) => dragged !== null && event.preventDefault()} onDrop={(event) => drop(event, index)}
          >
            <div className="rl-head">
              <span className="rl-grip" draggable title={text.rules.drag} onDragStart={(event) => { event.dataTransfer.effectAllowed = "move"; setDragged(index); }} onDragEnd={() => setDragged(null)}><Icon name="grip" /></span>
              <span className={index === winner ? "wins" : "no"}>{index + 1}</span>
              <button type="button" className="rl-open" aria-expanded={open === index} onClick={() => setOpen(open === index ? null : index)}>
                <Said rule={rule} deletes={deletes} isWinner={index === winner} hasError={hasError(errors, index)} />
              </button>
              <RuleMenu index={index} count={rules.length} move={move} remove={remove} />
            </div>
            {(open === index || hasError(errors, index)) && <RuleFields index={index} rule={rule} errors={errors} deletes={deletes} change={(changed) => change((before) => before.with(index, changed))} />}
          </li>
        ))}
      </ol>
    </Panel>
  );
}

const hasError = (errors: FieldErrors, index: number): boolean => Object.keys(errors).some((name) => name.startsWith(`rules.${index}`));

function Said({ rule, isWinner, deletes, hasError: isWrong }: { rule: RuleDraft; isWinner: boolean; deletes: boolean; hasError: boolean }) {
  return (
    <>
      <span className="rl-what"><span className="mono el">{rule.pattern}</span><small className="el">{text.rules.type[rule.pattern_type ?? "glob"]} · {rule.output_pattern}</small></span>
      <Icon name="arrow_right" />
      <span className="rl-what"><b className="el">{rule.profile}{isWinner && <em>{text.dry.wins}</em>}</b>{deletes && rule.delete_input === false && <small>{text.rules.keeps}</small>}</span>
      {isWrong && <Icon name="fail" className="c-fail" />}
      <Icon name="chevron" />
    </>
  );
}

function RuleMenu({ index, count, move, remove }: { index: number; count: number; move: (from: number, to: number) => void; remove: (index: number) => void }) {
  const entries = [
    { label: text.order.up, icon: "publishing" as const, run: () => move(index, index - 1), disabled: index === 0 },
    { label: text.order.down, run: () => move(index, index + 1), disabled: index === count - 1 },
    "line" as const,
    { label: text.rules.remove(index + 1), icon: "close" as const, run: () => remove(index), disabled: count === 1 },
  ];
  return <Menu entries={entries}><Button kind="quiet" small bare icon="more" aria-label={text.order.moreFor(text.rules.nth(index + 1))} /></Menu>;
}
