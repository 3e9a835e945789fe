export function Check({ label, hint, checked, change }: { label: string; hint?: string; checked: boolean; change: (checked: boolean) => void }) {
  return (
    <label className="check">
      <input type="checkbox" checked={checked} onChange={(event) => change(event.target.checked)} />
      <span>{label}{hint && <small>{hint}</small>}</span>
    </label>
  );
}
