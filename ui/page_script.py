"""What the page needs a script for: citations that open, texts that copy, news that is read out.

In: what to announce, the texts that may be copied, and the session's conversations. Out: the
citation that was clicked, if any, and conversations that the browser remembers.
One component listens for the whole page. Its script is a constant; texts reach it as data only and
are never made into markup.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from ui import strings

MOST_REMEMBERED = 200

_SCRIPT = """
// The answer is drawn anew while the drawer is open, so the browser cannot give the focus back.
function returnFocusTo(href) {
  let opened = false;
  const watcher = new MutationObserver(() => {
    if (document.querySelector("[role=dialog]")) { opened = true; return; }
    if (!opened) return;
    watcher.disconnect();
    setTimeout(() => document.querySelector(`a[href="${href}"]`)?.focus(), 100);
  });
  watcher.observe(document.body, { childList: true, subtree: true });
  setTimeout(() => { if (!opened) watcher.disconnect(); }, 15000);
}

export default function ({ data, parentElement, setStateValue, setTriggerValue }) {
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
  const act = (event) => {
    const link = event.target.closest?.('a[href^="#cite-"], a[href^="#copy-"]');
    if (!link) return;
    if (event.type === "keydown" && event.key !== " ") return;
    event.preventDefault();
    const [what, name] = link.getAttribute("href").slice(1).split(/-(.*)/s);
    if (what === "cite") {
      returnFocusTo(link.getAttribute("href"));
      setTriggerValue("cite", { name, narrow: window.innerWidth < 1000 });
      return;
    }
    const text = data.copies[name] ?? "";
    const whole = text.startsWith("/") ? window.location.origin + text : text;
    navigator.clipboard?.writeText(whole).then(
      () => { say(data.copied); link.dataset.done = "yes"; },
      () => { say(data.not_copied); });
  };
  document.addEventListener("click", act);
  document.addEventListener("keydown", act);
  return () => {
    document.removeEventListener("click", act);
    document.removeEventListener("keydown", act);
  };
}
"""
_REGION = '<div role="status" aria-live="polite"></div>'
_UNSEEN = """
div { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
"""

_listen = st.components.v2.component("page_script", html=_REGION, css=_UNSEEN, js=_SCRIPT)


def listen(
    news: str,
    copies: Mapping[str, str],
    own: Sequence[str],
    on_cite: Callable[[], None],
    on_own: Callable[[], None],
) -> None:
    """Listen for clicks on citations (`on_cite`) and copying.

    `own` are the ids of this browser session's conversations; the browser remembers them over a
    reload, and tells those that Python does not know (`on_own`).
    """
    said = {"copied": strings.COPIED, "not_copied": strings.NOT_COPIED}
    data = {"news": news, "copies": dict(copies), "own": list(own), **said}
    _listen(key="page_script", data=data, on_cite_change=on_cite, on_own_change=on_own)


def remembered() -> list[str]:
    """Return the ids that the browser told; anybody may have made them up."""
    told = st.session_state.get("page_script", {}).get("own") or []
    return [str(name)[:64] for name in told][:MOST_REMEMBERED]


def cited() -> tuple[str, bool] | None:
    """Return the name of the citation that was clicked in this run, and if the window is narrow."""
    clicked = st.session_state.get("page_script", {}).get("cite")
    return (str(clicked["name"]), bool(clicked["narrow"])) if clicked else None
