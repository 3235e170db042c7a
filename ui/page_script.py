"""What the page needs a script for: citations that open, texts that copy, news that is read out.

In: what to announce, the texts that may be copied, which source is shown, and the session's
conversations. Out: the citation that was clicked, if any, and conversations that the browser
remembers.
One component listens for the whole page. Its script is a constant; texts reach it as data only and
are never made into markup.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass

import streamlit as st

from ui import strings

MOST_REMEMBERED = 200

_SCRIPT = """
// The answer is drawn anew while the drawer is open, so the browser cannot give the focus back.
function returnFocusTo(link) {
  const alike = () => document.querySelectorAll(`a[href="${link.getAttribute("href")}"]`);
  const place = [...alike()].indexOf(link);  // notes repeat the numbers of the text
  let opened = false;
  const watcher = new MutationObserver(() => {
    if (document.querySelector("[role=dialog]")) { opened = true; return; }
    if (!opened) return;
    watcher.disconnect();
    setTimeout(() => {  // who types on already keeps the field
      if (!document.activeElement?.matches("textarea, input")) alike()[place]?.focus();
    }, 100);
  });
  watcher.observe(document.body, { childList: true, subtree: true });
  setTimeout(() => { if (!opened) watcher.disconnect(); }, 15000);
}

// What is drawn anew takes the focus with it; the same number or mark gets it back.
function keepFocus() {
  let held = null;
  const hold = (event) => { held = event.target.closest?.(".ll-chip, .ll-mark") ?? null; };
  const same = (part) => part.matches("a")
    ? `a[href="${part.getAttribute("href")}"]`
    : `button[aria-describedby="${part.getAttribute("aria-describedby")}"]`;
  const watcher = new MutationObserver(() => {
    if (!held || held.isConnected || document.activeElement !== document.body) return;
    document.querySelector(same(held))?.focus({ preventScroll: true });
  });
  document.addEventListener("focusin", hold);
  watcher.observe(document.body, { childList: true, subtree: true });
  return () => { document.removeEventListener("focusin", hold); watcher.disconnect(); };
}

// In the field of a reading Enter asks it, Escape shuts the fold and puts back what stood there.
function editReading(event, ask) {
  const field = event.target.closest?.('[class*="st-key-reading-"] textarea');
  if (!field) return;
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    event.stopPropagation();
    const [, turn] = field.closest('[class*="st-key-reading-"]').className.match(/reading-(\\d+)/);
    ask({ turn: Number(turn), text: field.value });
  } else if (event.key === "Escape") {
    const write = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value").set;
    write.call(field, field.dataset.before ?? field.defaultValue);
    field.dispatchEvent(new Event("input", { bubbles: true }));
    const fold = field.closest("details").querySelector("summary");
    fold.click();
    fold.focus();
  }
}

export default function ({ data, parentElement, setStateValue, setTriggerValue }) {
  // Streamlit 1.67 runs this again whenever the data changes, and tidies up only at the end.
  parentElement.letGo?.();
  let known = [];
  try { known = JSON.parse(sessionStorage.getItem("ll-conversations") ?? "[]"); } catch {}
  const all = [...new Set([...known, ...data.own])].slice(-200);
  try { sessionStorage.setItem("ll-conversations", JSON.stringify(all)); } catch {}
  if (all.some((id) => !data.own.includes(id))) setStateValue("own", all);
  const region = parentElement.querySelector("[role=status]");
  // Emptied first, because what is said already is not read out a second time.
  const say = (text) => {
    region.textContent = "";
    setTimeout(() => { region.textContent = text; }, 50);
  };
  const latest = Object.values(data.copies).at(-1);  // the link of the last answer
  if (data.news && region.dataset.latest !== latest) {
    region.dataset.latest = latest;
    say(data.news);
  }
  // Streamlit leaves a pinned source scrolled to where the one before it was.
  if (region.dataset.shown !== data.shown) {
    region.dataset.shown = data.shown;
    document.querySelector('[data-testid="stColumn"]:has(.st-key-pinned_source)')?.scrollTo(0, 0);
  }
  const tell = (link, words, sign) => {
    say(words);
    link.dataset.done = sign + words;
    setTimeout(() => delete link.dataset.done, 5000);
  };
  // On a phone the sidebar covers the page; a conversation that is chosen there would stay unseen.
  const fold = (pressed) => {
    if (window.innerWidth >= 768) return;
    const goes = '.st-key-new_conversation button, [class*="st-key-open-"] button';
    if (!pressed.closest?.(goes)) return;
    document.querySelector('[data-testid="stSidebarCollapseButton"] button')?.click();
  };
  // What a mark says can be put away without moving from it, and comes back at the next visit.
  const shut = (event) => {
    if (event.key !== "Escape") return;
    document.querySelectorAll(".ll-verdict:is(:hover, :focus-within)").forEach((mark) => {
      mark.dataset.shut = "";
      const open = () => delete mark.dataset.shut;
      mark.addEventListener("pointerleave", open, { once: true });
      mark.addEventListener("focusout", open, { once: true });
    });
  };
  const act = (event) => {
    if (event.type === "click") fold(event.target);
    else {
      shut(event);
      editReading(event, (edited) => setTriggerValue("reading", edited));
    }
    const link = event.target.closest?.('a[href^="#cite-"], a[href^="#copy-"]');
    if (!link) return;
    if (event.type === "keydown" && event.key !== " ") return;
    event.preventDefault();
    const [what, name] = link.getAttribute("href").slice(1).split(/-(.*)/s);
    if (what === "cite") {
      returnFocusTo(link);
      setTriggerValue("cite", { name, narrow: window.innerWidth < 1000 });
      return;
    }
    const text = data.copies[name] ?? "";
    const whole = text.startsWith("/") ? window.location.origin + text : text;
    // A page that is served without TLS has no clipboard at all.
    const copying = navigator.clipboard?.writeText(whole) ?? Promise.reject(new Error("none"));
    copying.then(() => tell(link, data.copied, "✓ "), () => tell(link, data.not_copied, ""));
  };
  const before = (event) => {
    if (event.target.matches?.('[class*="st-key-reading-"] textarea')) {
      event.target.dataset.before ??= event.target.value;
    }
  };
  const letFocusGo = keepFocus();
  document.addEventListener("focusin", before);
  document.addEventListener("click", act);
  document.addEventListener("keydown", act);
  parentElement.letGo = () => {
    letFocusGo();
    document.removeEventListener("focusin", before);
    document.removeEventListener("click", act);
    document.removeEventListener("keydown", act);
  };
  return () => parentElement.letGo();
}
"""
_REGION = '<div role="status" aria-live="polite"></div>'
_UNSEEN = """
div { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
"""

_listen = st.components.v2.component("page_script", html=_REGION, css=_UNSEEN, js=_SCRIPT)


@dataclass(frozen=True, slots=True)
class Told:
    """What the script is told: news to announce, texts to copy by name, and what it keeps.

    `own` are the ids of this browser session's conversations, which the browser remembers over a
    reload. `shown` names the open source: a pinned one is seen from its top when it changes.
    """

    news: str
    copies: Mapping[str, str]
    own: Sequence[str]
    shown: str


def listen(
    told: Told,
    *,
    on_cite: Callable[[], None],
    on_own: Callable[[], None],
    on_reading: Callable[[], None],
) -> None:
    """Listen for clicks on citations, copying, conversations remembered and readings edited.

    `on_own` hears of conversations that the browser knows and Python does not.
    """
    said = {"copied": strings.COPIED, "not_copied": strings.NOT_COPIED}
    data = {**asdict(told), **said}
    _listen(
        key="page_script",
        data=data,
        on_cite_change=on_cite,
        on_own_change=on_own,
        on_reading_change=on_reading,
    )


def remembered() -> list[str]:
    """Return the ids that the browser told; anybody may have made them up."""
    told = st.session_state.get("page_script", {}).get("own") or []
    return [str(name)[:64] for name in told][:MOST_REMEMBERED]


def cited() -> tuple[str, bool] | None:
    """Return the name of the citation that was clicked in this run, and if the window is narrow."""
    clicked = st.session_state.get("page_script", {}).get("cite")
    return (str(clicked["name"]), bool(clicked["narrow"])) if clicked else None


def edited_reading() -> tuple[int, str] | None:
    """Return the turn whose reading was edited and asked in this run, and its new text."""
    edited = st.session_state.get("page_script", {}).get("reading")
    return (int(edited["turn"]), str(edited["text"])) if edited else None
