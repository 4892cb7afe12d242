/** One figure with what it counts. */
export function Figure({ name, label, value }: { name: string; label: string; value: string }) {
  return (
    <div className="figure">
      <dt>{label}</dt>
      <dd data-figure={name}>{value}</dd>
    </div>
  );
}
