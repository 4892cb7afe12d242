/** How much of a whole; the figures stand beside it, so it says nothing to those who do not see it. */
export function ShareBar({ share, isScarce = false }: { share: number; isScarce?: boolean }) {
  return (
    <svg className="share" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
      <rect className="whole" width="100" height="6" />
      <rect className={isScarce ? 'part scarce' : 'part'} width={Math.min(Math.max(share, 0), 1) * 100} height="6" />
    </svg>
  );
}
