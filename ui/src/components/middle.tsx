/** A name cut in the middle, so that its beginning and its take number with the extension stay readable. */
const TAIL_LENGTH = 11;
const MIN_HEAD_LENGTH = 5;

export function Middle({ name }: { name: string }) {
  const letters = Array.from(name);
  if (letters.length < TAIL_LENGTH + MIN_HEAD_LENGTH) return <span className="el pre" title={name}>{name}</span>;
  return (
    <span className="mid" title={name}>
      <span className="head" aria-hidden="true">{letters.slice(0, -TAIL_LENGTH).join("")}</span>
      <span className="tail" aria-hidden="true">{letters.slice(-TAIL_LENGTH).join("")}</span>
      <span className="sr-only">{name}</span>
    </span>
  );
}
