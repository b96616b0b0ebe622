/** Counterpart's sign in the chat list and rail: two people who overlap. */
export function CounterpartMark({ size = 32 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="8" fill="#0a5959" />
      <circle cx="12.5" cy="16" r="6" fill="none" stroke="#ffffff" strokeWidth="2.4" />
      <circle cx="19.5" cy="16" r="6" fill="none" stroke="#f3d9a4" strokeWidth="2.4" />
    </svg>
  );
}
