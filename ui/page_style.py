"""The style sheet of every screen.

In: nothing. Out: a constant. Colours follow light and dark by themselves: they are mixed from the
text's own, because Streamlit says which of the two it is (`color-scheme`) on the page only and not
on its dialogs.
"""

from __future__ import annotations

STYLE = """<style>
.ll { line-height: 1.6; overflow-wrap: anywhere; }
.ll :is(p, h2, h3, li, td, .ll-why, .ll-page), .ll-quote { unicode-bidi: plaintext;
  text-align: start; }
.ll p { margin: 0 0 .75rem; white-space: pre-line; }
.ll p:last-child { margin-bottom: 0; }
.ll-unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.ll h2, .ll h3 { padding: 0; line-height: 1.4; }
.ll h2 { font-size: 1rem; font-weight: 600; margin: 0; white-space: pre-line;
  scroll-margin-top: 5.5rem; }
.ll summary { cursor: pointer; padding: .25rem 0; }
.ll h3 { font-size: 1.05rem; font-weight: 600; margin: .25rem 0 .4rem; }
.ll.ll-small h3 { font-size: .875rem; margin: .25rem 0; }
.ll a { color: color-mix(in srgb, currentColor 40%, #0081FF); }
.ll a.ll-chip { display: inline-block; min-width: 1.5em; padding: 0 .3em; text-align: center;
  font-size: .85em; font-weight: 600; line-height: 1.5; border-radius: .4em; white-space: nowrap;
  text-decoration: none; background: color-mix(in srgb, currentColor 10%, transparent);
  border: 1px solid color-mix(in srgb, currentColor 45%, transparent); }
.ll a.ll-chip:hover { background: color-mix(in srgb, currentColor 22%, transparent); }
.ll a.ll-chip:focus-visible { outline: 3px solid currentColor; outline-offset: 2px; }
.ll-working { padding-left: 1.75rem; position: relative; }
.ll-working::before { content: ""; position: absolute; left: 0; top: .2rem; width: 1rem;
  height: 1rem; border-radius: 50%; border: 2px solid currentColor; border-top-color: transparent;
  animation: ll-turn 1s linear infinite; }
@keyframes ll-turn { to { transform: rotate(1turn); } }
@media (prefers-reduced-motion: reduce) { .ll-working::before { animation: none; } }
.ll.ll-proof { padding: .6rem .9rem; border-radius: .5rem;
  border: 1px solid color-mix(in srgb, currentColor 25%, transparent); }
.ll-read ul { columns: 18rem; margin-bottom: .75rem; }
.ll-read p { font-size: .875rem; margin-bottom: .25rem; }
.ll-proof h4 { font-size: .875rem; font-weight: 600; margin: 0 0 .25rem; padding: 0; }
.ll-proof ul { list-style: none; padding-left: .2rem; }
.ll-proof p { font-size: .875rem; }
.ll p.ll-doubtful { padding-left: .6rem; border-left: 4px dashed currentColor; }
.ll-links a { margin-right: 1rem; }
.ll a[data-done]::after { content: " " attr(data-done); content: " " attr(data-done) / ""; }
[data-testid="stBaseButton-tertiary"] { justify-content: flex-start; text-align: left; }
[data-testid="stBaseButton-tertiary"]:not(:disabled):is(:hover, :active),
[data-testid="stPopoverButton"]:is(:hover, :active, [aria-expanded="true"]) { color: inherit; }
[data-testid="stBaseButton-tertiary"]:not(:disabled):hover p,
[data-testid="stPopoverButton"]:is(:hover, [aria-expanded="true"]) p { text-decoration: underline; }
:is([class*="st-key-quote-"], [class*="st-key-open-"]) button :is(div, span) {
  justify-content: flex-start; text-align: left; }
[class*="st-key-open-"] { min-width: 0; }
[class*="st-key-open-"] button { padding: .25rem .5rem; }
[class*="st-key-open-"] button:disabled { color: inherit; font-weight: 600; border-radius: 0;
  box-shadow: inset 3px 0 currentColor; }
[class*="st-key-delete-one-"] button p { position: absolute; width: 1px; height: 1px;
  overflow: hidden; clip-path: inset(50%); }
[class*="st-key-delete-one-"] button > div > [aria-hidden] { display: none; }
[data-testid="stMultiSelect"] [data-tag] * { color: light-dark(#FFFFFF, #12161C); }
@media (max-width: 999px) { .st-key-pin_source { display: none; } }
@media (min-width: 640px) { [data-testid="stColumn"]:has(.st-key-pinned_source) {
  position: sticky; top: 4.5rem; align-self: flex-start; overflow-y: auto;
  max-height: calc(100vh - 14rem); } }
@media (max-width: 639px) {
  [role="dialog"] [data-testid="stElementContainer"]:has([data-testid="stImage"]) {
    width: calc(100% + 2.5rem); max-width: none; margin-inline: -1.25rem; } }
[data-testid="stExpander"] summary { opacity: 1; }
[class*="st-key-reading-"] [data-testid="InputInstructions"] { display: none; }
[data-testid="stPageLink"] a p { white-space: normal; overflow-wrap: anywhere; }
.ll-answer { container-type: inline-size; }
.ll-answer:is(:hover, :focus-within) { position: relative; z-index: 20; }
.ll-answer p { position: relative; }
.stMarkdownBadge { white-space: normal !important; }
.ll-doubt { text-decoration: underline dashed 1px; text-underline-offset: .25em; }
.ll button.ll-mark { display: inline-block; min-width: 1.7em; padding: 0 .3em; margin: 0;
  font: inherit; font-size: .8em; font-weight: 600; line-height: 1.6; color: inherit;
  white-space: nowrap; cursor: help; background: none; border: 1px solid transparent;
  border-radius: .5em; }
.ll button.ll-partly { margin-left: .15em; padding: 0 .45em; border: 1px dashed currentColor; }
.ll-verdict:hover button.ll-mark { border-color: currentColor; }
.ll button.ll-mark:focus-visible { outline: 3px solid currentColor; outline-offset: 2px; }
.ll-tail { white-space: nowrap; }
.ll-why { display: none; position: absolute; left: 0; right: 0; z-index: 20; margin-top: .35em;
  padding: .6rem .8rem; font-size: .875rem; line-height: 1.5;
  white-space: normal; border-radius: .5rem;
  border: 1px solid color-mix(in srgb, currentColor 45%, transparent);
  color: light-dark(#1B2430, #E8ECF2); background: light-dark(#FFFFFF, #1D242E);
  box-shadow: 0 .25rem 1rem rgb(0 0 0 / 25%); }
.ll-why::before { content: ""; position: absolute; left: 0; right: 0; top: -.8em; height: .8em; }
.ll-verdict:is(:hover, :focus-within):not([data-shut]) .ll-why { display: block; }
.ll-word { font-weight: 600; margin-right: .4em; }
.ll-evidence { display: block; margin-top: .35rem; }
.ll p.ll-missing, .ll p.ll-differ, .ll p.ll-count { padding: .1rem 0 .1rem .9rem;
  border-left: 4px solid color-mix(in srgb, currentColor 45%, transparent); }
.ll p.ll-count { padding: .5rem .9rem; border-radius: .5rem;
  border: 1px dashed color-mix(in srgb, currentColor 60%, transparent); }
.ll p.ll-differ { font-size: .925rem; }
.ll .ll-sides { width: 100%; margin: 0 0 .75rem; border-collapse: collapse; table-layout: fixed; }
.ll .ll-sides :is(th, td) { padding: .5rem .75rem; text-align: left; vertical-align: top;
  border: 1px solid color-mix(in srgb, currentColor 25%, transparent); }
.ll .ll-sides th { font-weight: 600; color: inherit;
  background: color-mix(in srgb, currentColor 6%, transparent); }
[data-testid="stBottomBlockContainer"] { padding-bottom: 1rem; }
[data-testid="stBottomBlockContainer"] > [data-testid="stVerticalBlock"] { gap: .5rem; }
@container (max-width: 34rem) {
  .ll-sides thead { position: absolute; width: 1px; height: 1px; overflow: hidden;
    clip-path: inset(50%); }
  .ll .ll-sides, .ll-sides tbody, .ll-sides tr { display: block; }
  .ll .ll-sides td { display: block; margin-bottom: .5rem; }
  .ll-sides td::before { content: attr(data-side); content: attr(data-side) / ""; display: block;
    font-weight: 600; margin-bottom: .25rem; } }
@media (pointer: coarse) {
  .ll-answer p, .ll p.ll-count { line-height: 1.9; }
  .ll-answer h3 { margin-top: .5rem; }
  .ll a.ll-chip, .ll button.ll-mark { position: relative; }
  .ll a.ll-chip::after, .ll button.ll-mark::before { content: ""; position: absolute;
    inset: -.75rem 0 -.75rem min(0px, calc(100% - 2.75rem)); }
  .ll button.ll-mark::before { inset: -.75rem min(0px, calc(100% - 2.75rem)) -.75rem 0; }
  .ll a.ll-chip + a.ll-chip { margin-left: 1.25rem; }
  .ll-verdict { margin-right: 1rem; }
  .ll.ll-links a { display: inline-flex; align-items: center; min-height: 2.75rem;
    padding: 0 .8rem; margin-right: .5rem; }
  .ll.ll-links a::after { content: none; }
  .ll a[data-done]::after { position: static; }
  [data-testid="stMain"] button, [data-testid="stBottom"] button, [role="dialog"] button,
  [data-testid="stSidebar"] button, [data-testid="stHeader"] button {
    min-height: 2.75rem; min-width: 2.75rem; }
  .ll button.ll-mark { min-height: 0; min-width: 1.7em; }
  [data-testid="stExpander"] summary { min-height: 2.75rem; }
  .ll-why { margin-top: .6rem; } }
.ll-quote { margin: 0; padding: .15rem 0 .15rem .9rem; white-space: pre-line;
  border-left: 4px solid #E0A800; }
.ll-small { font-size: .875rem; line-height: 1.5; }
.ll.ll-small li { font-size: .875rem; margin: 0; }
.ll-small ul { margin: 0; padding-left: 1.2rem; }
.ll-page { font-size: .875rem; white-space: pre-wrap; padding: .9rem 1rem; border-radius: .5rem;
  border: 1px solid color-mix(in srgb, currentColor 25%, transparent); }
.ll mark { background: #FFE066; color: #1B2430; border-bottom: 2px solid #A87400; padding: 0 .1em; }
[data-testid="stImage"] img { border: 1px solid color-mix(in srgb, currentColor 25%, transparent); }
</style>"""
