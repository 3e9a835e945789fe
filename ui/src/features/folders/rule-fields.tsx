import type { RuleDraft } from "@/api/types";
import { useProfiles } from "@/actions/profiles";
import { Field } from "@/components/field";
import { ProfileSelect } from "@/components/profile-select";
import { text } from "@/i18n/en";
import { Check } from "./check";
import { NORMAL_PRIORITY } from "./rule-order";
import type { FieldErrors } from "./save-folder";

type Props = { index: number; rule: RuleDraft; errors: FieldErrors; deletes: boolean; change: (rule: RuleDraft) => void };
type PatternType = NonNullable<RuleDraft["pattern_type"]>;
const TYPES: readonly PatternType[] = ["glob", "regex", "exact"];
const PLACEHOLDERS = "{filename_no_ext} {filename} {profile} {target} {date} {width} {height} {fps}";

/** `deletes`: the folder deletes originals, so that a rule may keep its own. */
export function RuleFields({ index, rule, errors, deletes, change }: Props) {
  const profiles = useProfiles();
  const at = (name: string) => errors[`rules.${index}.${name}`];
  return (
    <fieldset className="rule">
      <legend className="sr-only">{text.rules.nth(index + 1)}</legend>
      <Field label={text.rules.match} error={at("pattern_type")}>
        {(ids) => (
          <select {...ids} className="in" value={rule.pattern_type ?? "glob"} onChange={(event) => change({ ...rule, pattern_type: event.target.value as PatternType })}>
            {TYPES.map((type) => <option key={type} value={type}>{text.rules.type[type]}</option>)}
          </select>
        )}
      </Field>
      <Field label={text.rules.pattern} error={at("pattern")}>
        {(ids) => <input {...ids} className="in mono" value={rule.pattern} spellCheck={false} autoComplete="off" onChange={(event) => change({ ...rule, pattern: event.target.value })} />}
      </Field>
      <Field label={text.rules.profile} error={at("profile")}>
        {(ids) => <ProfileSelect {...ids} profiles={profiles} value={rule.profile} choose={(profile) => change({ ...rule, profile })} />}
      </Field>
      <Field label={text.rules.outputName} error={at("output_pattern")} hint={PLACEHOLDERS}>
        {(ids) => <input {...ids} className="in mono" value={rule.output_pattern} spellCheck={false} autoComplete="off" onChange={(event) => change({ ...rule, output_pattern: event.target.value })} />}
      </Field>
      <Field label={text.rules.priority} error={at("priority")} hint={text.rules.priorityHint}>
        {(ids) => <input {...ids} className="in" type="number" value={rule.priority ?? NORMAL_PRIORITY} onChange={(event) => change({ ...rule, priority: event.target.valueAsNumber || 0 })} />}
      </Field>
      <div className="rule-checks">
        <Check label={text.rules.caseSensitive} checked={rule.case_sensitive ?? false} change={(case_sensitive) => change({ ...rule, case_sensitive })} />
        {deletes && <Check label={text.rules.keepInput} checked={rule.delete_input === false} change={(keeps) => change({ ...rule, delete_input: !keeps })} />}
      </div>
    </fieldset>
  );
}
